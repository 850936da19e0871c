"""Coming in as one of the demo's people, whoever sat there before."""


def as_person(page, name):
    page.context.clear_cookies()
    page.goto("/demo")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda url: "/demo" not in url)
