// Every resource of the contract that is built, under the name that docs/compatibility.md gives it; NodeSdkTest sees to it
// that none is missing. What is created, changed and deleted stands in the tests of each part.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { account, callIn, client, eventually, from, stays, to } from './client.js';

const password = 'Correct1Horse2Battery';
const its = {};

before(async () => {
  its.address = await client.addresses.create({
    customerName: 'Acme', street: 'Main St 1', city: 'Springfield', region: 'IL', postalCode: '62701', isoCountry: 'US',
  });
  its.number = await client.incomingPhoneNumbers.create({ phoneNumber: '+14155557700', addressSid: its.address.sid });
  await client.applications.create({ friendlyName: 'one of everything' });
  await client.newKeys.create({ friendlyName: 'one of everything' });
  await client.newSigningKeys.create({ friendlyName: 'one of everything' });
  await client.usage.triggers.create({ callbackUrl: 'http://127.0.0.1:1/', triggerValue: '1000', usageCategory: 'calls' });
  its.list = await client.sip.credentialLists.create({ friendlyName: 'one of everything' });
  await client.sip.credentialLists(its.list.sid).credentials.create({ username: 'one', password });
  its.places = await client.sip.ipAccessControlLists.create({ friendlyName: 'one of everything' });
  await client.sip.ipAccessControlLists(its.places.sid).ipAddresses.create({ friendlyName: 'one', ipAddress: '192.0.2.77' });
  its.domain = client.sip.domains((await client.sip.domains.create({ domainName: 'everything.example.net' })).sid);
  await its.domain.auth.calls.credentialListMappings.create({ credentialListSid: its.list.sid });
  await its.domain.auth.calls.ipAccessControlListMappings.create({ ipAccessControlListSid: its.places.sid });
  await its.domain.auth.registrations.credentialListMappings.create({ credentialListSid: its.list.sid });
  its.trunk = client.trunking.v1.trunks((await client.trunking.v1.trunks.create({ domainName: 'all.example.net' })).sid);
  await its.trunk.originationUrls.create({
    friendlyName: 'one', sipUrl: 'sip:all.example.net', priority: 1, weight: 1, enabled: true,
  });
  await its.trunk.credentialsLists.create({ credentialListSid: its.list.sid });
  await its.trunk.ipAccessControlLists.create({ ipAccessControlListSid: its.places.sid });
  await its.trunk.phoneNumbers.create({ phoneNumberSid: its.number.sid });
  its.service = client.messaging.v1.services((await client.messaging.v1.services.create({ friendlyName: 'one' })).sid);
  await its.service.phoneNumbers.create({ phoneNumberSid: its.number.sid });
  const [code] = await client.shortCodes.list({ shortCode: '72345' });
  await its.service.shortCodes.create({ shortCodeSid: code.sid });
  its.policy = client.voice.v1.connectionPolicies((await client.voice.v1.connectionPolicies.create()).sid);
  await its.policy.targets.create({ target: 'sip:carrier.example.net' });
  its.byoc = await client.voice.v1.byocTrunks.create({ connectionPolicySid: (await its.policy.fetch()).sid });
  its.message = client.messages((await client.messages.create({ to, from, body: 'x', mediaUrl: ['http://127.0.0.1/a.png'] })).sid);

  const says = (twiml) => client.calls.create({ to, from, twiml });
  // Its document is no document, which is an error with a request to look at.
  its.failed = client.calls((await client.calls.create({ to, from, url: `${process.env.OFFHOOK_URL}/health` })).sid);
  its.said = await says('<Response><Record transcribe="true" playBeep="false" trim="do-not-trim" maxLength="3" timeout="0"/></Response>');
  // Whoever comes first decides whether it is recorded.
  const meeting = '<Response><Dial><Conference record="record-from-start">all of it</Conference></Dial></Response>';
  its.meets = await says(meeting);
  await says(meeting);
  its.waits = await says(`<Response><Enqueue waitUrl="${stays}">all of it</Enqueue></Response>`);
  const live = await says('<Response><Pause length="60"/></Response>');
  its.live = client.calls((await callIn(live.sid, 'in-progress')).sid);
  its.recording = await its.live.recordings.create({ trim: 'do-not-trim' });
  its.conference = client.conferences((await eventually('a conference', async () =>
    (await client.conferences.list({ friendlyName: 'all of it', status: 'in-progress' }))[0])).sid);
  its.queue = client.queues((await eventually('a queue', async () =>
    (await client.queues.list()).find((one) => one.friendlyName === 'all of it'))).sid);
  its.transcription = await eventually('a transcription', async () => (await client.transcriptions.list())[0]);
});

const rows = {
  'Accounts': () => client.api.accounts.list(),
  'Addresses': () => client.addresses(its.address.sid).fetch(),
  'Addresses/DependentPhoneNumbers': () => client.addresses(its.address.sid).dependentPhoneNumbers.list(),
  'Applications': () => client.applications.list(),
  'AvailablePhoneNumbers': () => client.availablePhoneNumbers.list(),
  'AvailablePhoneNumbers/Local': () => client.availablePhoneNumbers('US').local.list({ limit: 1 }),
  'AvailablePhoneNumbers/Mobile': () => client.availablePhoneNumbers('SE').mobile.list({ limit: 1 }),
  'AvailablePhoneNumbers/TollFree': () => client.availablePhoneNumbers('US').tollFree.list({ limit: 1 }),
  'Balance': () => client.balance.fetch(),
  'Calls': () => client.calls.list({ limit: 1 }),
  'Calls/Events': () => eventually('a request', async () => (await its.failed.events.list())[0]),
  'Calls/Notifications': () => eventually('a notification', async () => (await its.failed.notifications.list())[0]),
  'Calls/Recordings': () => its.live.recordings.list(),
  'Calls/Streams': () => its.live.streams.create({ url: 'wss://127.0.0.1:1/', name: 'one' }),
  'Calls/UserDefinedMessageSubscriptions': () =>
    its.live.userDefinedMessageSubscriptions.create({ callback: 'http://127.0.0.1:1/', idempotencyKey: 'one' }),
  'Calls/UserDefinedMessages': () => its.live.userDefinedMessages.create({ content: '{}', idempotencyKey: 'one' }),
  'Calls/Transcriptions': () => its.live.transcriptions.create({ name: 'one' }),
  'Conferences': () => its.conference.fetch(),
  'Conferences/Participants': () => eventually('somebody', async () => (await its.conference.participants.list())[0]),
  'Conferences/Recordings': () => eventually('a recording', async () => (await its.conference.recordings.list())[0]),
  'IncomingPhoneNumbers': () => client.incomingPhoneNumbers(its.number.sid).fetch(),
  'IncomingPhoneNumbers/Local': () => client.incomingPhoneNumbers.local.list({ limit: 1 }),
  'IncomingPhoneNumbers/Mobile': () => client.incomingPhoneNumbers.mobile.list({ limit: 1 }),
  'IncomingPhoneNumbers/TollFree': () => client.incomingPhoneNumbers.tollFree.list({ limit: 1 }),
  'Keys': () => client.keys.list(),
  'Messages': () => its.message.fetch(),
  'Messages/Feedback': () => its.message.feedback.create({ outcome: 'unconfirmed' }),
  'Messages/Media': () => its.message.media.list(),
  'Notifications': () => client.notifications.list({ limit: 1 }),
  'OutgoingCallerIds': () => client.validationRequests.create({ phoneNumber: to }),
  'Queues': () => its.queue.fetch(),
  'Queues/Members': () => eventually('a member', async () => (await its.queue.members.list())[0]),
  'Recordings': () => client.recordings(its.recording.sid).fetch(),
  'Recordings/Transcriptions': () => client.recordings(its.transcription.recordingSid).transcriptions.list(),
  'SIP/CredentialLists': () => client.sip.credentialLists.list(),
  'SIP/CredentialLists/Credentials': () => client.sip.credentialLists(its.list.sid).credentials.list(),
  'SIP/Domains': () => its.domain.fetch(),
  'SIP/Domains/Auth/Calls/CredentialListMappings': () => its.domain.auth.calls.credentialListMappings.list(),
  'SIP/Domains/Auth/Calls/IpAccessControlListMappings': () => its.domain.auth.calls.ipAccessControlListMappings.list(),
  'SIP/Domains/Auth/Registrations/CredentialListMappings': () => its.domain.auth.registrations.credentialListMappings.list(),
  'SIP/Domains/CredentialListMappings': () => its.domain.credentialListMappings.list(),
  'SIP/Domains/IpAccessControlListMappings': () => its.domain.ipAccessControlListMappings.list(),
  'SIP/IpAccessControlLists': () => client.sip.ipAccessControlLists.list(),
  'SIP/IpAccessControlLists/IpAddresses': () => client.sip.ipAccessControlLists(its.places.sid).ipAddresses.list(),
  'SMS/ShortCodes': () => client.shortCodes.list({ shortCode: '72345' }),
  'SigningKeys': () => client.signingKeys.list(),
  'Tokens': () => client.tokens.create({ ttl: 60 }),
  'Transcriptions': () => client.transcriptions(its.transcription.sid).fetch(),
  'Usage/Records': () => client.usage.records.list({ limit: 1 }),
  'Usage/Records/AllTime': () => client.usage.records.allTime.list({ limit: 1 }),
  'Usage/Records/Daily': () => client.usage.records.daily.list({ limit: 1 }),
  'Usage/Records/LastMonth': () => client.usage.records.lastMonth.list({ limit: 1 }),
  'Usage/Records/Monthly': () => client.usage.records.monthly.list({ limit: 1 }),
  'Usage/Records/ThisMonth': () => client.usage.records.thisMonth.list({ limit: 1 }),
  'Usage/Records/Today': () => client.usage.records.today.list({ limit: 1 }),
  'Usage/Records/Yearly': () => client.usage.records.yearly.list({ limit: 1 }),
  'Usage/Records/Yesterday': () => client.usage.records.yesterday.list({ limit: 1 }),
  'Usage/Triggers': () => client.usage.triggers.list(),
  'accounts/v1/AuthTokens/Secondary': () => client.accounts.v1.secondaryAuthToken().create(),
  'messaging/v1/Services': () => its.service.fetch(),
  'messaging/v1/Services/PhoneNumbers': () => its.service.phoneNumbers.list(),
  'messaging/v1/Services/ShortCodes': () => its.service.shortCodes.list(),
  'messaging/v1/Services/Usecases': () => client.messaging.v1.usecases.fetch(),
  'monitor/v1/Alerts': () => eventually('an alert', async () => (await client.monitor.v1.alerts.list({ limit: 1 }))[0]),
  'monitor/v1/Events': () => client.monitor.v1.events.list({ limit: 1 }),
  'pricing/v1/Messaging/Countries': () => client.pricing.v1.messaging.countries('DE').fetch(),
  'pricing/v1/PhoneNumbers/Countries': () => client.pricing.v1.phoneNumbers.countries('DE').fetch(),
  'pricing/v1/Voice/Countries': () => client.pricing.v1.voice.countries.list({ limit: 1 }),
  'pricing/v1/Voice/Numbers': () => client.pricing.v1.voice.numbers(to).fetch(),
  'pricing/v2/Trunking/Countries': () => client.pricing.v2.countries('DE').fetch(),
  'pricing/v2/Trunking/Numbers': () => client.pricing.v2.numbers(to).fetch(),
  'pricing/v2/Voice/Countries': () => client.pricing.v2.voice.countries('DE').fetch(),
  'pricing/v2/Voice/Numbers': () => client.pricing.v2.voice.numbers(to).fetch(),
  'trunking/v1/Trunks': () => its.trunk.fetch(),
  'trunking/v1/Trunks/CredentialLists': () => its.trunk.credentialsLists.list(),
  'trunking/v1/Trunks/IpAccessControlLists': () => its.trunk.ipAccessControlLists.list(),
  'trunking/v1/Trunks/OriginationUrls': () => its.trunk.originationUrls.list(),
  'trunking/v1/Trunks/PhoneNumbers': () => its.trunk.phoneNumbers.list(),
  'trunking/v1/Trunks/Recording': () => its.trunk.recordings().fetch(),
  'voice/v1/ByocTrunks': () => client.voice.v1.byocTrunks(its.byoc.sid).fetch(),
  'voice/v1/ConnectionPolicies': () => its.policy.fetch(),
  'voice/v1/ConnectionPolicies/Targets': () => its.policy.targets.list(),
};

for (const [resource, ask] of Object.entries(rows)) {
  test(`resource ${resource}`, async () => {
    const answer = await ask();
    const [one] = Array.isArray(answer) ? answer : [answer];
    assert.ok(one, 'there is one');
    if (one.accountSid !== undefined) {
      assert.equal(one.accountSid, account);
    }
  });
}
