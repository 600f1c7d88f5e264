package org.offhook.core.signalling.register;

import java.util.concurrent.CompletionStage;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.registrar.Registration;

/// The bindings of addresses of record. Asked on the signalling loop, so it must not block.
@FunctionalInterface
public interface Bindings {

    /// Carries out a REGISTER whose sender was found to be `user` of the domain. The stage completes, on any thread,
    /// when the change is durable; exceptionally when it could not be stored.
    ///
    /// @param domain of the address of record
    /// @param user its user part, without escapes
    /// @param source where the REGISTER came from, which is where the device can be reached behind a NAT
    CompletionStage<Accepted> register(Domain domain, String user, SipRequest register, Flow source);

    /// A connection has ended: who can be reached by it alone is no longer there.
    default void lost(Flow source) {}

    /// @param registration what became of it
    /// @param now the epoch second it was decided at, from which the times in the 200 count
    record Accepted(Registration registration, long now) {}
}
