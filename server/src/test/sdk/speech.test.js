import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callIn, client, eventually, from, to } from './client.js';

test('a recording that asks for it is transcribed, if only to say that nobody can', async () => {
  const placed = await client.calls.create({
    to, from,
    twiml: '<Response><Record transcribe="true" playBeep="false" trim="do-not-trim" maxLength="3" timeout="0"/></Response>',
  });
  const done = await eventually('a transcription', async () =>
    (await client.transcriptions.list()).find((one) => one.status !== 'in-progress'));
  assert.equal(done.status, 'failed');
  assert.equal((await client.transcriptions(done.sid).fetch()).recordingSid, done.recordingSid);
  const ofRecording = client.recordings(done.recordingSid).transcriptions;
  assert.equal((await ofRecording.list()).length, 1);
  assert.equal((await ofRecording.get(done.sid).fetch()).duration, '3');
  await client.calls(placed.sid).update({ status: 'completed' }).catch(() => {});
  assert.equal(await client.transcriptions(done.sid).remove(), true);
  await assert.rejects(client.transcriptions(done.sid).fetch(), { status: 404, code: 20404 });
});

test('a live transcription begins and ends beside the document', async () => {
  const placed = await client.calls.create({ to, from, twiml: '<Response><Pause length="60"/></Response>' });
  await callIn(placed.sid, 'in-progress');
  const begun = await client.calls(placed.sid).transcriptions.create({ name: 'notes', track: 'inbound_track' });
  assert.match(begun.sid, /^GT[0-9a-f]{32}$/);
  assert.equal(begun.status, 'in-progress');
  const ended = await client.calls(placed.sid).transcriptions(begun.sid).update({ status: 'stopped' });
  assert.equal(ended.status, 'stopped');
  await client.calls(placed.sid).update({ status: 'completed' });
  await callIn(placed.sid, 'completed');
});

test('silence is neither person nor machine', async () => {
  const placed = await client.calls.create({
    to, from, twiml: '<Response><Pause length="1"/></Response>',
    machineDetection: 'DetectMessageEnd', machineDetectionSilenceTimeout: 2000,
  });
  assert.equal((await callIn(placed.sid, 'completed')).answeredBy, 'unknown');
  await assert.rejects(
    client.calls.create({ to, from, twiml: '<Response/>', machineDetection: 'Perhaps' }), { status: 400, code: 21234 });
});
