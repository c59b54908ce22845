// Writes an answer to the wire, spoiled by a fault where one was asked for.
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault } from "./faults.ts";
import type { Answer } from "./loopback.ts";

/** Resolves when the answer has left or the connection is gone. */
export async function deliver(response: ServerResponse, answer: Answer, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === "slow") await pause(fault.ms, undefined, { ref: false });
  const { socket } = response;
  // A client that is gone already would never report that the answer has left.
  if (socket === null || socket.destroyed) return;
  if (fault?.kind === "reset" || fault?.kind === "lost-answer") socket.resetAndDestroy();
  else await send(response, answer, fault);
}

async function send(response: ServerResponse, answer: Answer, fault: Fault | undefined): Promise<void> {
  const gone = once(response, "close");
  const body = bytesOf(answer, fault);
  response.writeHead(answer.status, headersOf(answer, body));
  if (fault?.kind === "cut-answer") {
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.socket?.resetAndDestroy());
  } else {
    response.end(body);
  }
  await gone;
}

function headersOf(answer: Answer, body: Buffer): Record<string, string> {
  const type: Record<string, string> =
    typeof answer.body === "object" && !Buffer.isBuffer(answer.body) ? { "content-type": "application/json" } : {};
  const length: Record<string, string> = answer.status === 204 ? {} : { "content-length": String(body.length) };
  return { ...type, ...length, ...answer.headers };
}

function bytesOf(answer: Answer, fault: Fault | undefined): Buffer {
  if (fault?.kind === "oversized") return Buffer.from(JSON.stringify({ padding: "x".repeat(fault.bytes) }));
  const whole = plainBytes(answer);
  return fault?.kind === "malformed" ? Buffer.concat([whole.subarray(0, -1), Buffer.from(",,")]) : whole;
}

function plainBytes({ body }: Answer): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}
