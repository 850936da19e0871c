// A press of the day is sent under its one id until the server has taken it, and the page says meanwhile that it waits.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { send } from "../../static/js/count-day.js";

test("a press is sent again, the same, through lost network and a server that is down", async (t) => {
  t.after(() => mock.timers.reset());
  mock.timers.enable({ apis: ["setTimeout"] });
  const sent = [];
  const answers = [null, null, null, null, null, null, 503, 200];
  globalThis.fetch = async (_address, { body }) => {
    sent.push(body);
    const status = answers[sent.length - 1];
    if (status === null) {
      throw new Error("no network");
    }
    return { status, text: async () => "counted" };
  };
  let waited = 0;
  const press = { id: "a" };
  const answer = send("/dagen/2026/abcd", press, () => {
    waited += 1;
  });
  for (let turn = 0; turn < answers.length; turn += 1) {
    for (let step = 0; step < 10; step += 1) {
      await Promise.resolve();
    }
    mock.timers.tick(16_000);
  }
  assert.equal(await answer, "counted");
  assert.equal(waited, 7);
  assert.ok(sent.length === 8 && sent.every((each) => each === press));
});

test("a press that is refused is not sent again", async () => {
  let times = 0;
  globalThis.fetch = async () => {
    times += 1;
    return { status: 409, text: async () => "closed" };
  };
  assert.equal(await send("/dagen/2026/abcd", {}, assert.fail), "closed");
  assert.equal(times, 1);
});
