import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heard, media, next, phone } from './jssip.js';

const alice = phone('alice', 'the-password-of-alice');

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
  const reply = await fetch(`${process.env.OFFHOOK_URL}/2010-04-01/Accounts/${process.env.OFFHOOK_ACCOUNT}/Calls.json`, {
    method: 'POST',
    headers: {
      Authorization: 'Basic '
        + Buffer.from(`${process.env.OFFHOOK_ACCOUNT}:${process.env.OFFHOOK_TOKEN}`).toString('base64'),
    },
    body: new URLSearchParams({
      To: `sip:alice@${process.env.OFFHOOK_DOMAIN}`,
      From: process.env.OFFHOOK_NUMBER,
      Twiml: '<Response><Pause length="30"/></Response>',
    }),
  });
  assert.equal(reply.status, 201, await reply.text());
  const { session } = await incoming;
  const confirmed = next(session, 'confirmed');
  session.answer(media);
  await confirmed;
  const ended = next(session, 'ended');
  session.terminate();
  assert.equal((await ended).originator, 'local');
});

test('it signs off', async () => {
  const unregistered = next(alice, 'unregistered');
  alice.unregister();
  await unregistered;
});
