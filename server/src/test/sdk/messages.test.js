import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, eventually, from, to } from './client.js';

test('a message is sent, found, redacted and deleted', async () => {
  const sent = await client.messages.create({ to, from, body: 'Grüße & <b>' });
  assert.match(sent.sid, /^SM/);
  assert.equal(sent.numSegments, '1');
  const gone = await eventually('it is delivered', async () => {
    const message = await client.messages(sent.sid).fetch();
    return ['sent', 'delivered'].includes(message.status) ? message : undefined;
  });
  assert.equal(gone.body, 'Grüße & <b>');
  assert.ok(gone.dateSent instanceof Date);
  const found = await client.messages.list({ to, from, dateSentAfter: new Date(Date.now() - 60_000), pageSize: 20 });
  assert.ok(found.some((message) => message.sid === sent.sid));
  assert.equal((await client.messages(sent.sid).update({ body: '' })).body, '');
  assert.equal(await client.messages(sent.sid).remove(), true);
  await assert.rejects(client.messages(sent.sid).fetch(), { status: 404 });
});

test('what cannot be sent is refused by its code', async () => {
  await assert.rejects(client.messages.create({ to, from }), { code: 21602 });
  await assert.rejects(client.messages.create({ to, from, body: 'x'.repeat(1601) }), { code: 21617 });
  await assert.rejects(client.messages.create({ to, from: '+14155559999', body: 'x' }), { code: 21606 });
});
