import { describe, expect, test } from "vitest";
import { parseDiscordApiUrl } from "../../src/discord/api-url.ts";
import { botIdOf, parseToken } from "../../src/discord/token.ts";
import { CannotCheck } from "../../src/runs/cannot-check.ts";

describe("the token", () => {
  test.each(["  abc.def.ghi \n", "Bot abc.def.ghi", "bot  abc.def.ghi"])("%j is cleaned", (text) => {
    expect(parseToken(text)).toBe("abc.def.ghi");
  });

  test.each(["", "  ", "Bot ", "abc\ndef", "abc def", "abc\u00e9"])("%j is refused without being repeated", (text) => {
    const parse = (): string => parseToken(text);
    expect(parse).toThrow(CannotCheck);
    expect(parse).not.toThrow(/abc/);
  });

  test("begins with the bot's id", () => {
    expect(botIdOf(`${Buffer.from("80351110224678912").toString("base64").replaceAll("=", "")}.x.y`)).toBe("80351110224678912");
  });

  test.each(["", "x.y.z", `${Buffer.from("not an id").toString("base64")}.x`])("%j holds no id", (token) => {
    expect(botIdOf(token)).toBeNull();
  });
});

describe("the address of Discord", () => {
  test.each([
    ["https://discord.com/api", "https://discord.com/api"],
    ["https://discord.com/api/v10/", "https://discord.com/api"],
    ["http://127.0.0.1:8080/api/", "http://127.0.0.1:8080/api"],
    ["http://[::1]:8080/api", "http://[::1]:8080/api"],
    ["http://localhost/api", "http://localhost/api"],
  ])("%s is taken as %s", (text, url) => {
    expect(parseDiscordApiUrl(text)).toBe(url);
  });

  test.each([
    "http://discord.com/api",
    "http://127.0.0.1.example.org/api",
    "https://secret:word@discord.com/api",
    "https://discord.com/api?token=secret",
    "https://discord.com/api#secret",
    "file:///secret",
    "secret",
    "",
  ])("%j is refused without being repeated", (text) => {
    const parse = (): string => parseDiscordApiUrl(text);
    expect(parse).toThrow(CannotCheck);
    expect(parse).not.toThrow(/secret/);
  });
});
