// Cuts a stream of bytes into lines: CR LF, LF and CR alone each end one, as in the runner's reader.
import { StringDecoder } from "node:string_decoder";

export interface LineSplitter {
  push(chunk: Buffer): void;
  /** The stream is over: what is left is the last line. */
  end(): void;
}

export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const cut = (): void => {
    // A CR at the very end may be half of a CR LF: it waits for what comes next.
    for (let match = END.exec(rest); match !== null; match = END.exec(rest)) {
      onLine(rest.slice(0, match.index));
      rest = rest.slice(match.index + match[0].length);
    }
  };
  return {
    push: (chunk) => {
      rest += decoder.write(chunk);
      cut();
    },
    end: () => {
      rest += decoder.end();
      if (rest.endsWith("\r")) rest = `${rest.slice(0, -1)}\n`;
      cut();
      if (rest !== "") onLine(rest);
      rest = "";
    },
  };
}

const END = /\r\n|\n|\r(?!$)/;
