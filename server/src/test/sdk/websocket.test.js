import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heard, media, next, phone } from './jssip.js';

const alice = phone('alice', 'the-password-of-alice');

const home = `${process.env.OFFHOOK_URL}/2010-04-01/Accounts/${process.env.OFFHOOK_ACCOUNT}/Calls`;
const stays = '<Response><Pause length="30"/></Response>';
const headers = {
  Authorization: 'Basic '
    + Buffer.from(`${process.env.OFFHOOK_ACCOUNT}:${process.env.OFFHOOK_TOKEN}`).toString('base64'),
};

async function post(path, form) {
  const reply = await fetch(`${home}${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
  const text = await reply.text();
  assert.equal(reply.status, 201, text);
  return JSON.parse(text);
}

async function inProgress(sid) {
  const deadline = Date.now() + 40_000;
  while (Date.now() < deadline) {
    const call = await (await fetch(`${home}/${sid}.json`, { headers })).json();
    if (call.status === 'in-progress') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${sid} is not in progress within 40 s`);
}

before(async () => {
  const registered = next(alice, 'registered');
  alice.start();
  await registered;
});

after(() => alice.stop());

test('a phone that registered over a WebSocket calls a number and hears sound', async () => {
  const session = alice.call(process.env.OFFHOOK_NUMBER, media);
  await next(session, 'confirmed');
  const ended = await next(session, 'ended');
  assert.equal(ended.originator, 'remote');
  assert.ok(heard() > 20, `${heard()} packets`);
});

test('it is called back by its WebSocket, answers, and hangs up', async () => {
  const incoming = next(alice, 'newRTCSession');
  await post('.json', {
    To: `sip:alice@${process.env.OFFHOOK_DOMAIN}`, From: process.env.OFFHOOK_NUMBER, Twiml: stays,
  });
  const { session } = await incoming;
  const confirmed = next(session, 'confirmed');
  session.answer(media);
  await confirmed;
  const ended = next(session, 'ended');
  session.terminate();
  assert.equal((await ended).originator, 'local');
});

test('the program and the application talk to each other beside the call', async () => {
  const incoming = next(alice, 'newRTCSession');
  const call = await post('.json', {
    To: `sip:alice@${process.env.OFFHOOK_DOMAIN}`, From: process.env.OFFHOOK_NUMBER,
    Twiml: stays,
  });
  const { session } = await incoming;
  const told = new Promise(resolve => session.on('newInfo', ({ originator, info }) => {
    if (originator === 'remote') resolve(info);
  }));
  session.answer(media);
  await inProgress(call.sid);
  await post(`/${call.sid}/UserDefinedMessageSubscriptions.json`, { Callback: process.env.OFFHOOK_SAID });
  await post(`/${call.sid}/UserDefinedMessages.json`, { Content: '{"page":2}' });
  const info = await told;
  assert.equal(info.contentType, 'application/json');
  assert.equal(info.body, '{"page":2}');
  session.sendInfo('application/json', '{"seen":true}');
  const ended = next(session, 'ended');
  session.terminate();
  await ended;
});

test('it signs off', async () => {
  const unregistered = next(alice, 'unregistered');
  alice.unregister();
  await unregistered;
});
