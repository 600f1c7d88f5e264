package org.offhook.core.calls.script;

import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// What comes after a verb.
public sealed interface Next {

    Next CONTINUE = new Continue();
    Next END = new End();
    Next LEAVE = new Leave();

    /// The next verb of the document.
    record Continue() implements Next {}

    /// Another document. A relative URL is relative to the document it stands in.
    ///
    /// @param outcome what the verb produced, for the application
    record Goto(Hook hook, Parameters outcome) implements Next {}

    /// What the caller waits in is left.
    record Leave() implements Next {}

    /// The call is over.
    record End() implements Next {}
}
