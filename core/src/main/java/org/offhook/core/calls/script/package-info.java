/// How a call's document is carried out: [Verb]s one after the other, each telling what comes [Next]. A script
/// is a plain blocking method; when it returns, the call is over.
@NullMarked
package org.offhook.core.calls.script;

import org.jspecify.annotations.NullMarked;
