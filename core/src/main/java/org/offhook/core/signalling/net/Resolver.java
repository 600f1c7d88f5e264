package org.offhook.core.signalling.net;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.offhook.protocols.sip.SipUri;

/// Finds where a SIP URI is served (RFC 3263). Asked on the signalling loop, so it must not block; it may
/// complete on any thread.
@FunctionalInterface
public interface Resolver {

    /// The places to try, the best first; empty when there are none. A host that is an address needs no
    /// resolver and never gets here.
    CompletionStage<List<Flow>> resolve(SipUri uri);
}
