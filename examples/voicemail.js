// A voicemail box: callers leave messages on one number, the owner hears them on another. It needs nothing but Node.
//
//     OFFHOOK_AUTH_TOKEN=… MAILBOX_PIN=2580 node examples/voicemail.js 9001
//     offhook serve --number +15550100=http://127.0.0.1:9001/voice --number +15550101=http://127.0.0.1:9001/messages
//
// Each request is signed with the account's auth token; one that is not is refused. Messages are kept in memory.

const crypto = require('node:crypto');
const http = require('node:http');

const { OFFHOOK_AUTH_TOKEN: token, MAILBOX_PIN: pin } = process.env;
if (!token || !pin) {
  console.error('voicemail: set OFFHOOK_AUTH_TOKEN to the token that offhook serve printed, and MAILBOX_PIN');
  process.exit(2);
}

const messages = []; // { from, seconds, url }, oldest first

const pages = {
  '/voice': () => `
    <Say>Nobody is at home. Please speak after the beep, then press pound.</Say>
    <Record action="/left" maxLength="120" timeout="10" finishOnKey="#"/>
    <Say>We heard nothing. Goodbye.</Say>`,

  // Also asked when the caller hangs up instead of pressing a key: then Digits is "hangup".
  '/left': (call) => {
    const seconds = Number(call.RecordingDuration);
    if (seconds > 0) {
      messages.push({ from: call.From, seconds, url: call.RecordingUrl });
    }
    return '<Say>Thank you. Your message has been kept.</Say>';
  },

  '/messages': () => `
    <Gather action="/open" finishOnKey="#" timeout="10"><Say>Please enter your PIN, then press pound.</Say></Gather>`,

  '/open': (call) => (same(call.Digits, pin) ? mailbox() : `
    <Say>That is not the PIN.</Say>
    <Pause length="1"/>
    <Redirect>/messages</Redirect>`),

  '/erased': (call) => {
    if (call.Digits !== '3') {
      return '<Say>Your messages stay. Goodbye.</Say>';
    }
    messages.length = 0;
    return '<Say>Your messages are erased. Goodbye.</Say>';
  },
};

function mailbox() {
  if (messages.length === 0) {
    return '<Say>You have no messages.</Say>';
  }
  const heard = messages.map(({ from, seconds, url }, i) => `
    <Say>Message ${i + 1}, ${seconds} seconds, from
      <say-as interpret-as="telephone">${escape(from)}</say-as>.</Say>
    <Play>${escape(url)}</Play>`);
  return `
    <Say>You have ${messages.length} ${messages.length === 1 ? 'message' : 'messages'}.</Say>${heard.join('')}
    <Gather action="/erased" numDigits="1" actionOnEmptyResult="true"><Say>To erase them, press three.</Say></Gather>`;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

// Takes as long whether or not they are equal, so that nobody can guess step by step.
function same(given, wanted) {
  const hash = (text) => crypto.createHash('sha256').update(text ?? '').digest();
  return crypto.timingSafeEqual(hash(given), hash(wanted));
}

// The signature is HMAC-SHA1, keyed with the token, of the URL followed by all names and values in the order of the names.
function isSigned(request, form) {
  const url = `http://${request.headers.host}${request.url}`;
  const signed = Object.keys(form).sort().reduce((text, name) => text + name + form[name], url);
  const ours = crypto.createHmac('sha1', token).update(signed).digest('base64');
  return same(request.headers['x-twilio-signature'], ours);
}

const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) {
    body += piece;
  }
  const form = Object.fromEntries(new URLSearchParams(body));
  const page = Object.hasOwn(pages, request.url) && pages[request.url];
  const status = !isSigned(request, form) ? 403 : page ? 200 : 404;
  response.writeHead(status, { 'Content-Type': 'text/xml; charset=utf-8' });
  response.end(status === 200 ? `<Response>${page(form)}</Response>` : '');
});

server.listen(Number(process.argv[2] ?? 9001), '127.0.0.1', () => {
  console.log(`voicemail: http://127.0.0.1:${server.address().port}/voice`);
});
