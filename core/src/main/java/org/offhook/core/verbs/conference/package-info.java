/// `<Dial><Conference>` (contract §7.2): [ConferenceNoun] is what stands in the document, [ConferenceRun] the
/// caller's part of it. Who is in a conference and hears whom is decided by `core.conferences`.
@NullMarked
package org.offhook.core.verbs.conference;

import org.jspecify.annotations.NullMarked;
