package org.offhook.fuzzing.targets;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.sip.Header;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.agent.Capabilities;
import org.offhook.protocols.sip.agent.RequestCheck;
import org.offhook.protocols.sip.overload.Reduction;
import org.offhook.protocols.sip.registrar.Registrar;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.protocols.sip.wire.ParseResult;
import org.offhook.protocols.sip.wire.SipParser;
import org.offhook.protocols.sip.wire.SipWriter;
import org.offhook.protocols.sip.wire.WireLimits;

/// SIP in a datagram: always a result; what is accepted can be used, answered, written, and read as the same;
/// what is refused gets an answer that is itself SIP.
public final class SipMessageTarget implements Target {

    private final SipParser parser = new SipParser(WireLimits.DEFAULT);
    private final SipWriter writer = new SipWriter();
    private final Registrar registrar = new Registrar(RegistrarLimits.DEFAULT);

    @Override
    public String name() {
        return "sip-message";
    }

    @Override
    public String moreInputs() {
        return "protocols/src/test/resources/org/offhook/protocols/sip";
    }

    @Override
    public void check(byte[] input) {
        ParseResult result = parser.parse(input);
        switch (result) {
            case ParseResult.Parsed(SipMessage message) -> {
                use(message);
                Promise.same(result, parser.parse(writer.write(message)));
            }
            case ParseResult.Rejected rejected -> {
                Promise.holds(
                        rejected.status() >= 400 && rejected.status() < 600, "a refusal has a status of 400 to 599");
                Promise.holds(!rejected.reason().chars().anyMatch(Character::isISOControl), "a reason is one line");
                Promise.holds(writer.write(rejected.response("t")).length > 0, "a refusal can be written");
            }
            case ParseResult.Unusable unusable ->
                Promise.holds(!unusable.reason().isEmpty(), "a drop has a reason");
        }
    }

    private void use(SipMessage message) {
        Promise.holds(message.defect() == null, "an accepted message has no defect");
        message.topVia().seenFrom("192.0.2.1", 5060);
        Reduction reduction = Reduction.of(message.topVia());
        if (reduction != null) {
            Promise.same(reduction, Reduction.of(reduction.in(message.topVia())));
        }
        Promise.holds(message.expires() >= SipMessage.ABSENT, "Expires is a number or absent");
        Promise.holds(message.maxForwards() >= SipMessage.ABSENT && message.maxForwards() < 256, "Max-Forwards fits");
        for (Header field : message.headers()) {
            message.headers().tokens(field.name());
        }
        if (message instanceof SipRequest request) {
            RequestCheck.inspect(request, new Capabilities(List.of(request.method()), Set.of(), Map.of()));
            if (request.is(Method.REGISTER)) {
                registrar.apply(List.of(), request, 1);
            }
            SipRequest received = request.receivedFrom("2001:db8::1", 5060);
            SipResponse answer = SipResponse.to(received, 200, "tag").build();
            Promise.holds(
                    parser.parse(writer.write(answer)) instanceof ParseResult.Parsed,
                    "the answer to an accepted request is a message");
        }
    }
}
