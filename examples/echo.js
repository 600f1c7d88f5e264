'use strict';

// Talks with callers over a media stream: says back what the caller says. The hash key is "stop talking", the
// star ends it. It needs nothing but Node.
//
//     OFFHOOK_AUTH_TOKEN=… node examples/echo.js 9000
//     offhook serve --number +15550100=http://127.0.0.1:9000/voice

const crypto = require('node:crypto');
const http = require('node:http');

const token = process.env.OFFHOOK_AUTH_TOKEN;
if (!token) {
  console.error('echo: set OFFHOOK_AUTH_TOKEN to the token that offhook serve printed');
  process.exit(2);
}

const WELCOME = host => `<Response>
  <Say>Say something. Press star to stop.</Say>
  <Connect action="/done"><Stream url="ws://${host}/listen"/></Connect>
</Response>`;
const GOODBYE = '<Response><Say>That was the echo. Goodbye.</Say></Response>';

const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', part => { body += part; });
  request.on('end', () => {
    if (!signed(request, 'http', new URLSearchParams(body))) {
      response.writeHead(403).end();
      return;
    }
    response.setHeader('Content-Type', 'text/xml; charset=utf-8');
    response.end(request.url === '/voice' ? WELCOME(request.headers.host) : GOODBYE);
  });
});

server.on('upgrade', (request, socket) => {
  if (!signed(request, 'ws', new URLSearchParams())) {
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
  const accept = crypto.createHash('sha1').update(key).digest('base64');
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
    + `Sec-WebSocket-Accept: ${accept}\r\n\r\n`);
  frames(socket, text => hear(JSON.parse(text), message => send(socket, 1, JSON.stringify(message)), socket));
});

// What the call says, and what it is to hear.
function hear(message, say, socket) {
  const streamSid = message.streamSid;
  if (message.event === 'media') {
    say({ event: 'media', streamSid, media: { payload: message.media.payload } });
  } else if (message.event === 'dtmf' && message.dtmf.digit === '#') {
    say({ event: 'clear', streamSid });
  } else if (message.event === 'dtmf' && message.dtmf.digit === '*') {
    say({ event: 'mark', streamSid, mark: { name: 'last words' } });
  } else if (message.event === 'mark') {
    send(socket, 8, Buffer.from([3, 232]));
  }
}

// The frames of a WebSocket client (RFC 6455): whole messages, masked, shorter than 64 kB.
function frames(socket, hearText) {
  let waiting = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', data => {
    waiting = Buffer.concat([waiting, data]);
    for (;;) {
      const short = waiting.length < 2 ? 0 : waiting[1] & 0x7f;
      const head = short === 126 ? 8 : 6;
      if (waiting.length < head) return;
      const length = short === 126 ? waiting.readUInt16BE(2) : short;
      if (waiting.length < head + length) return;
      const mask = waiting.subarray(head - 4, head);
      const payload = waiting.subarray(head, head + length).map((byte, i) => byte ^ mask[i % 4]);
      const opcode = waiting[0] & 0x0f;
      waiting = waiting.subarray(head + length);
      if (opcode === 1) hearText(payload.toString());
      if (opcode === 8) socket.end();
      if (opcode === 9) send(socket, 10, payload);
    }
  });
}

function send(socket, opcode, content) {
  const payload = Buffer.from(content);
  const head = payload.length < 126
    ? Buffer.from([0x80 | opcode, payload.length])
    : Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 0xff]);
  if (socket.writable) socket.write(Buffer.concat([head, payload]));
}

// HMAC-SHA1, keyed with the token, of the URL followed by all names and values in the order of the names.
function signed(request, scheme, form) {
  let text = `${scheme}://${request.headers.host}${request.url}`;
  for (const name of [...form.keys()].sort()) text += name + form.get(name);
  const ours = crypto.createHmac('sha1', token).update(text).digest('base64');
  const theirs = request.headers['x-twilio-signature'] || '';
  return ours.length === theirs.length && crypto.timingSafeEqual(Buffer.from(ours), Buffer.from(theirs));
}

server.listen(Number(process.argv[2] || 9000), '127.0.0.1', () => {
  console.log(`Echo: http://127.0.0.1:${server.address().port}/voice`);
});
