"""What invented places are called after: birds, joined with landscapes into names that no kommune bears."""

BIRDS = (
    "Alke", "Blåstjert", "Dompap", "Fjellvåk", "Gjøk", "Gråspett", "Havørn", "Heilo", "Jordugle", "Kvekerfink",
    "Linerle", "Lomvi", "Myrsnipe", "Nøtteskrike", "Orrhane", "Rugde", "Rødstjert", "Sandlo", "Sidensvans", "Skarv",
    "Småspove", "Steinvender", "Teist", "Tårnseiler", "Varsler", "Vintererle",
)  # fmt: skip
