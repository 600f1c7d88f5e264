package org.offhook.testkit.api;

import java.nio.charset.StandardCharsets;
import org.offhook.core.ids.Sid;
import org.offhook.core.registrations.Registered;
import org.offhook.core.registrations.RegistrationDesk;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.wire.ParseResult;
import org.offhook.protocols.sip.wire.SipParser;
import org.offhook.protocols.sip.wire.WireLimits;

/// The REGISTER of a phone at 192.0.2.5.
final class FakeRegister {

    private FakeRegister() {}

    /// @return the registration's Sid
    static Sid carryOut(RegistrationDesk desk, Store store, Domain domain, String user) {
        String text = "REGISTER sip:" + domain.name() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.5;branch=z9hG4bK1\r\n"
                + "From: <sip:" + user + "@" + domain.name() + ">;tag=1\r\n"
                + "To: <sip:" + user + "@" + domain.name() + ">\r\n"
                + "Call-ID: " + user + "\r\nCSeq: 1 REGISTER\r\nMax-Forwards: 70\r\n"
                + "Contact: <sip:" + user + "@192.0.2.5>\r\nUser-Agent: Fake/1\r\nContent-Length: 0\r\n\r\n";
        ParseResult parsed = new SipParser(WireLimits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8));
        SipRequest register = (SipRequest) ((ParseResult.Parsed) parsed).message();
        desk.register(domain, user, register, Flow.udp("192.0.2.5", 5060))
                .toCompletableFuture()
                .join();
        Query query = Query.of(domain.account()).where("user", user);
        return store.list(Registered.KIND, query).getFirst().sid();
    }
}
