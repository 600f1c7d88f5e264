/// The log in which a commit is durable first: [CommitLog] writes records of bytes, one after the other, into two
/// files in turn, and reads them again after a crash.
@NullMarked
package org.offhook.adapters.store.commits;

import org.jspecify.annotations.NullMarked;
