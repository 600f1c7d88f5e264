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

test('a messaging service sends from its pool, now and later', async () => {
  const service = await client.messaging.v1.services.create({ friendlyName: 'shop', areaCodeGeomatch: false });
  assert.equal(service.stickySender, true);
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: from });
  const through = client.messaging.v1.services(service.sid);
  await through.phoneNumbers.create({ phoneNumberSid: number.sid });
  await assert.rejects(through.phoneNumbers.create({ phoneNumberSid: number.sid }), { code: 21710 });

  const now = await client.messages.create({ to, messagingServiceSid: service.sid, body: 'now' });
  assert.equal(now.status, 'accepted');
  assert.equal(now.messagingServiceSid, service.sid);
  assert.equal(now.from, from);
  await eventually('it is delivered', async () =>
    (await client.messages(now.sid).fetch()).status === 'delivered' || undefined);

  const later = await client.messages.create({
    to, messagingServiceSid: service.sid, body: 'later', scheduleType: 'fixed', sendAt: new Date(Date.now() + 3_600_000),
  });
  assert.equal(later.status, 'scheduled');
  assert.equal((await client.messages(later.sid).update({ status: 'canceled' })).status, 'canceled');
  await assert.rejects(client.messages(later.sid).update({ status: 'canceled' }), { code: 20422 });

  assert.equal((await through.update({ friendlyName: 'old shop' })).friendlyName, 'old shop');
  assert.equal(await through.phoneNumbers(number.sid).remove(), true);
  await assert.rejects(client.messages.create({ to, messagingServiceSid: service.sid, body: 'x' }), { code: 21704 });
  assert.equal(await through.remove(), true);
  await assert.rejects(client.messages.create({ to, messagingServiceSid: service.sid, body: 'x' }), { code: 21701 });
});
