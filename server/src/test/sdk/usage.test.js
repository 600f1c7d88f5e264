import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, eventually, from, to } from './client.js';

test('what was used is counted', async () => {
  await client.messages.create({ to, from, body: 'counted' });
  await eventually('a message is counted', async () => {
    const [today] = await client.usage.records.today.list({ category: 'sms-outbound' });
    return Number(today.count) >= 1 ? today : undefined;
  });
  const trigger = await client.usage.triggers.create({
    callbackUrl: 'https://app.example.net/used',
    usageCategory: 'sms-outbound',
    triggerBy: 'count',
    triggerValue: '+1000',
  });
  assert.ok(Number(trigger.triggerValue) > 1000);
  assert.equal(await client.usage.triggers(trigger.sid).remove(), true);
  assert.equal((await client.usage.records.list({ category: 'calls' })).length, 1);
  assert.match((await client.balance.fetch()).balance, /^-?\d+\.\d+$/);
});

test('numbers are searched and taken', async () => {
  const [free] = await client.availablePhoneNumbers('US').local.list({ areaCode: 415, limit: 1 });
  const taken = await client.incomingPhoneNumbers.create({ phoneNumber: free.phoneNumber });
  const [next] = await client.availablePhoneNumbers('US').local.list({ areaCode: 415, limit: 1 });
  assert.notEqual(next.phoneNumber, free.phoneNumber);
  assert.equal((await client.availablePhoneNumbers('US').fetch()).countryCode, 'US');
  assert.equal(await client.incomingPhoneNumbers(taken.sid).remove(), true);
});

test('a message has media and feedback', async () => {
  const message = await client.messages.create({ to, from, body: 'pic', mediaUrl: ['http://127.0.0.1/a.png'] });
  const [medium] = await client.messages(message.sid).media.list();
  assert.equal(medium.contentType, 'image/png');
  assert.equal((await client.messages(message.sid).media(medium.sid).fetch()).parentSid, message.sid);
  assert.equal((await client.messages(message.sid).feedback.create({ outcome: 'confirmed' })).outcome, 'confirmed');
});
