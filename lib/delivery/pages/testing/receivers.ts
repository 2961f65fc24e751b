/** The other sides of the channels: a mail server that speaks just enough SMTP, and a web server that answers as told. */
import { createServer as createHttp, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, createServer } from "node:net";

export type Posted = { path: string; headers: IncomingHttpHeaders; body: Buffer };

/** A web server; `answers` are its next statuses, then 200. */
export async function startWeb() {
  const posted: Posted[] = [];
  const answers: number[] = [];
  const server = createHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      posted.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  const port = await listening(server);
  return { url: `http://127.0.0.1:${port}`, posted, answers, stop: () => closed(server) };
}

/** A mail server; `answers` are its next replies to a recipient, then acceptance. */
export async function startMail() {
  const mails: string[] = [];
  const answers: string[] = [];
  const server = createServer((socket) => {
    let isReadingMail = false;
    let mail = "";
    socket.on("error", () => {});
    socket.write("220 test ESMTP\r\n");
    socket.on("data", (chunk) => {
      if (isReadingMail) {
        mail += chunk.toString();
        if (!mail.endsWith("\r\n.\r\n")) return;
        mails.push(mail);
        mail = "";
        isReadingMail = false;
        return void socket.write("250 queued as 77\r\n");
      }
      for (const line of chunk.toString().split("\r\n").filter(Boolean)) {
        if (/^RCPT/i.test(line)) socket.write(`${answers.shift() ?? "250 OK"}\r\n`);
        else if (/^DATA/i.test(line)) {
          isReadingMail = true;
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
        else socket.write("250 OK\r\n");
      }
    });
  });
  const port = await listening(server);
  return { url: `smtp://127.0.0.1:${port}`, mails, answers, stop: () => closed(server) };
}

type Server = ReturnType<typeof createServer> | ReturnType<typeof createHttp>;

function listening(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
