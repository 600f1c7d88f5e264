import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callIn, client, eventually, from, stays, to } from './client.js';

const enters = (document) => client.calls.create({ to, from, twiml: document });

test('who is in a conference is listed, muted, held and removed; the conference is ended', async () => {
  const call = await enters('<Response><Dial><Conference>node room</Conference></Dial></Response>');
  const other = await enters('<Response><Dial><Conference>node room</Conference></Dial></Response>');
  const conference = await eventually('it is in progress', async () =>
    (await client.conferences.list({ friendlyName: 'node room', status: 'in-progress' }))[0]);
  const room = client.conferences(conference.sid);
  assert.equal((await room.fetch()).friendlyName, 'node room');
  await eventually('both are in', async () => ((await room.participants.list()).length === 2 ? true : undefined));
  assert.equal((await room.participants(call.sid).update({ muted: true })).muted, true);
  await eventually('it is muted', async () => ((await room.participants.list({ muted: true })).length === 1 || undefined));
  assert.equal((await room.participants(call.sid).update({ hold: true, holdUrl: stays })).hold, true);
  assert.equal((await room.participants(call.sid).fetch()).callSid, call.sid);
  assert.equal(await room.participants(other.sid).remove(), true);
  await eventually('one is left', async () => ((await room.participants.list()).length === 1 || undefined));
  const invited = await client.conferences('node room').participants.create({ from, to, label: 'second' });
  assert.match(invited.callSid, /^CA/);
  await eventually('the second is in', async () => ((await room.participants.list()).length === 2 || undefined));
  assert.equal((await room.participants('second').fetch()).callSid, invited.callSid);
  await room.update({ status: 'completed' });
  await eventually('it is over', async () => ((await room.fetch()).status === 'completed' || undefined));
  await callIn(call.sid, 'completed');
});

test('who waits in a queue is listed and called out of it', async () => {
  const queue = await client.queues.create({ friendlyName: 'node queue', maxSize: 5 });
  assert.equal((await client.queues(queue.sid).update({ maxSize: 7 })).maxSize, 7);
  const call = await enters(`<Response><Enqueue waitUrl="${stays}">node queue</Enqueue></Response>`);
  const member = await eventually('it waits', async () => (await client.queues(queue.sid).members.list())[0]);
  assert.equal(member.callSid, call.sid);
  assert.equal((await client.queues(queue.sid).members('Front').fetch()).position, 1);
  assert.equal((await client.queues(queue.sid).fetch()).currentSize, 1);
  await client.queues(queue.sid).members('Front').update({ url: stays });
  await eventually('nobody waits', async () => ((await client.queues(queue.sid).members.list()).length === 0 || undefined));
  await client.calls(call.sid).update({ status: 'completed' });
  await callIn(call.sid, 'completed');
  assert.ok((await client.queues.list()).some((one) => one.sid === queue.sid));
  assert.equal(await client.queues(queue.sid).remove(), true);
});
