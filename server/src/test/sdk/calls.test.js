import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, callIn, client, clientAs, eventually, from, stays, to } from './client.js';

test('an account is fetched; a wrong token is refused', async () => {
  const own = await client.api.accounts(account).fetch();
  assert.equal(own.sid, account);
  assert.equal(own.status, 'active');
  assert.ok(own.dateCreated instanceof Date);
  await assert.rejects(clientAs(account, 'wrong').api.accounts(account).fetch(), { status: 401, code: 20003 });
  assert.ok((await client.api.accounts.list()).some((one) => one.sid === account));
});

test('a call is placed, found, changed, ended and deleted', async () => {
  const placed = await client.calls.create({
    to, from, url: stays, statusCallbackEvent: ['initiated', 'completed'], timeout: 20,
  });
  assert.match(placed.sid, /^CA[0-9a-f]{32}$/);
  assert.equal(placed.status, 'queued');
  const live = await callIn(placed.sid, 'in-progress');
  assert.ok(live.startTime instanceof Date);
  assert.equal(live.endTime, null);
  const found = await client.calls.list({ status: 'in-progress', startTimeAfter: new Date(Date.now() - 60_000) });
  assert.ok(found.some((call) => call.sid === placed.sid));
  await client.calls(placed.sid).update({ twiml: '<Response><Pause length="60"/></Response>' });
  await client.calls(placed.sid).update({ status: 'completed' });
  const over = await callIn(placed.sid, 'completed');
  assert.match(over.duration, /^\d+$/);
  await assert.rejects(client.calls(placed.sid).update({ url: stays }), { status: 400, code: 21220 });
  await client.calls(placed.sid).events.list({ pageSize: 5 });
  assert.equal(await client.calls(placed.sid).remove(), true);
  await assert.rejects(client.calls(placed.sid).fetch(), { status: 404, code: 20404 });
});

test('a call without a document is refused', async () => {
  await assert.rejects(client.calls.create({ to, from }), { status: 400, code: 21205 });
});

test('a recorded call has a recording', async () => {
  const placed = await client.calls.create({
    to, from, twiml: '<Response><Pause length="1"/></Response>', record: true, trim: 'do-not-trim',
  });
  await callIn(placed.sid, 'completed');
  const recording = await eventually('a completed recording', async () =>
    (await client.recordings.list({ callSid: placed.sid })).find((one) => one.status === 'completed'));
  assert.equal(typeof recording.duration, 'string');
  assert.equal((await client.calls(placed.sid).recordings.list()).length, 1);
  const wav = await fetch(`${recording.mediaUrl}.wav`);
  assert.equal(wav.headers.get('content-type'), 'audio/x-wav');
  assert.equal(new TextDecoder().decode((await wav.arrayBuffer()).slice(0, 4)), 'RIFF');
  const mp3 = await fetch(`${recording.mediaUrl}.mp3`);
  assert.equal(mp3.headers.get('content-type'), 'audio/mpeg');
  assert.equal(new Uint8Array(await mp3.arrayBuffer())[0], 0xff);
  const two = await fetch(`${recording.mediaUrl}.mp3?RequestedChannels=2`);
  assert.equal(two.status, 400);
  assert.match(await two.text(), /<Code>16113</);
  assert.equal(await client.recordings(recording.sid).remove(), true);
});

test('a live call is recorded, paused and streamed', async () => {
  const placed = await client.calls.create({ to, from, url: stays });
  await callIn(placed.sid, 'in-progress');
  const call = client.calls(placed.sid);
  const recording = await call.recordings.create({ recordingChannels: 'dual', trim: 'do-not-trim' });
  assert.equal(recording.channels, 2);
  assert.equal(recording.source, 'StartCallRecordingAPI');
  const paused = await call.recordings('Twilio.CURRENT').update({ status: 'paused', pauseBehavior: 'skip' });
  assert.equal(paused.status, 'paused');
  assert.equal((await call.recordings(recording.sid).update({ status: 'stopped' })).status, 'stopped');
  const stream = await call.streams.create({
    url: 'wss://127.0.0.1:1/', name: 'ear', track: 'both_tracks', 'parameter1.name': 'a', 'parameter1.value': 'b',
  });
  assert.match(stream.sid, /^MZ[0-9a-f]{32}$/);
  assert.equal((await call.streams('ear').update({ status: 'stopped' })).sid, stream.sid);
  await call.update({ status: 'completed' });
  await eventually('a recording that is not being made', async () =>
    ['completed', 'absent'].includes((await call.recordings(recording.sid).fetch()).status));
});

test('what went wrong is notified', async () => {
  const placed = await client.calls.create({ to, from, url: 'http://127.0.0.1:1/nobody' });
  await callIn(placed.sid, 'completed');
  const told = await eventually('a notification', async () =>
    (await client.calls(placed.sid).notifications.list())[0]);
  assert.match(told.errorCode, /^11/);
  assert.equal((await client.api.v2010.account.notifications(told.sid).fetch()).sid, told.sid);
});
