import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { client, eventually } from './client.js';

test('a number is validated by the digits that its owner presses', async () => {
  let tell;
  const code = new Promise((resolve) => { tell = resolve; });
  // Whoever is called has read the code on the screen of the caller.
  const owner = http.createServer(async (request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/xml' });
    response.end(`<Response><Pause length="1"/><Play digits="${await code}"/><Pause length="20"/></Response>`);
  });
  await new Promise((resolve) => owner.listen(0, '127.0.0.1', resolve));
  try {
    const phoneNumber = '+14155556000';
    const number = await client.incomingPhoneNumbers.create({
      phoneNumber, voiceUrl: `http://127.0.0.1:${owner.address().port}/`,
    });
    const asked = await client.validationRequests.create({ phoneNumber, friendlyName: 'Jenny' });
    assert.match(asked.validationCode, /^\d{6}$/);
    assert.match(asked.callSid, /^CA/);
    tell(asked.validationCode);
    const callerId = await eventually('it is validated', async () =>
      (await client.outgoingCallerIds.list({ phoneNumber }))[0]);
    assert.equal(callerId.friendlyName, 'Jenny');
    assert.equal((await client.outgoingCallerIds(callerId.sid).update({ friendlyName: 'J' })).friendlyName, 'J');
    assert.equal((await client.outgoingCallerIds(callerId.sid).fetch()).phoneNumber, phoneNumber);
    assert.equal(await client.outgoingCallerIds(callerId.sid).remove(), true);
    assert.equal(await client.incomingPhoneNumbers(number.sid).remove(), true);
  } finally {
    owner.closeAllConnections();
    owner.close();
  }
});
