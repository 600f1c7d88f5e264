/// Everybody the platform talks to, played: [FakePhone] and [FakeCarrier] speak SIP and hear captions,
/// [FakeApp] is the customer's web application behind [FakeWeb], [FakeVoice] speaks. Each keeps what happened
/// to it for assertions and tells the transcript. All of them live in one [org.offhook.testkit.kernel.Timeline]
/// and are touched by its thread alone.
@NullMarked
package org.offhook.testkit.fakes;

import org.jspecify.annotations.NullMarked;
