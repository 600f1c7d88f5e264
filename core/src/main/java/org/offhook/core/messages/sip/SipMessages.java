package org.offhook.core.messages.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.MessageGateway;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.script.Scripts;
import org.offhook.core.signalling.IncomingText;
import org.offhook.core.signalling.OutgoingText;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.Texting;
import org.offhook.core.store.StoreException;
import org.offhook.core.trunks.Route;
import org.offhook.core.trunks.Routes;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.protocols.sip.SipUri;

/// The gateway to and from SIP addresses. Safe from any thread.
public final class SipMessages implements MessageGateway, TextHandler {

    /// Messages that wait for the store at a time; more are told to come back.
    private static final int MOST_WAITING = 1_000;
    private static final int LONGEST = 1_600;

    private static final int UNREACHABLE = 30003;
    private static final int UNFIT = 30006;
    private static final int REFUSED = 30007;
    private static final int UNKNOWN = 30008;

    private final Routes routes;
    private final TextGate gate;
    private final Texting texting;
    private final Scripts scripts;
    private final @Nullable DestinationPolicy destinations;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Listener listener;

    /// @param destinations where messages may go whose host a customer chose; null for anywhere
    public SipMessages(
            Routes routes, TextGate gate, Texting texting, Scripts scripts, @Nullable DestinationPolicy destinations) {
        this.routes = routes;
        this.gate = gate;
        this.texting = texting;
        this.scripts = scripts;
        this.destinations = destinations;
    }

    @Override
    public String name() {
        return "sip";
    }

    @Override
    public boolean reaches(String to) {
        return to.startsWith("sip:") || to.startsWith("sips:");
    }

    @Override
    public void start(Listener told) {
        listener = told;
    }

    @Override
    public void send(Message message, Consumer<Handed> whenDone) {
        List<Route> ways = routes.toSip(message.account(), message.to(), null, new ArrayList<>());
        switch (ways.getFirst()) {
            case Route.Outside _ ->
                Fork.send(
                        ways.stream()
                                .filter(Route.Outside.class::isInstance)
                                .map(Route.Outside.class::cast)
                                .toList(),
                        (way, answer) -> texting.send(text(message, way), answer),
                        status -> sent(message, status, whenDone));
            case Route.Nowhere(int _, String why) -> whenDone.accept(new Handed.Refused(UNREACHABLE, why));
            case Route.Inside _, Route.Replacing _ ->
                whenDone.accept(new Handed.Refused(
                        UNREACHABLE, message.to() + " is a number of the platform; write it as one, with +."));
        }
    }

    private OutgoingText text(Message message, Route.Outside way) {
        return new OutgoingText(
                way.target(),
                way.via(),
                routes.caller(message.from()),
                message.to(),
                message.body(),
                way.named() ? destinations : null);
    }

    private void sent(Message message, int status, Consumer<Handed> whenDone) {
        if (status < 300) {
            whenDone.accept(new Handed.Sent());
            if (status == 200) {
                // RFC 3428 §7: a 200 comes from the phone itself, a 202 from somebody who keeps it for later.
                tell(told -> told.reported(message.sid(), new Receipt.Delivered()));
            }
            return;
        }
        int code = switch (status) {
            case 404, 408, 410, 480, 503, 604 -> UNREACHABLE;
            case 405, 413, 415, 488, 501, 606 -> UNFIT;
            case 401, 403, 407, 603 -> REFUSED;
            default -> UNKNOWN;
        };
        whenDone.accept(new Handed.Refused(code, message.to() + " answered " + status + "."));
    }

    private void tell(Consumer<Listener> what) {
        Listener told = listener;
        if (told != null) {
            scripts.start("message by SIP", _ -> what.accept(told));
        }
    }

    @Override
    public Proof proof(IncomingText text) {
        return gate.judge(text);
    }

    @Override
    public CompletionStage<Integer> received(IncomingText text) {
        Optional<PhoneNumber> number = routes.numberOf(Parties.user(text.to()));
        if (number.isEmpty()) {
            return CompletableFuture.completedFuture(404);
        }
        if (text.body().isEmpty() || text.body().length() > LONGEST) {
            return CompletableFuture.completedFuture(text.body().isEmpty() ? 400 : 413);
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return CompletableFuture.completedFuture(503);
        }
        CompletableFuture<Integer> status = new CompletableFuture<>();
        tell(told -> {
            try {
                status.complete(store(told, sender(text), number.get().number(), text.body()));
            } finally {
                waiting.decrementAndGet();
                status.complete(503);
            }
        });
        return status;
    }

    /// Who writes: a number, or where the sender can be reached. What a PBX says is believed of the numbers of its
    /// account only.
    private String sender(IncomingText text) {
        String from = Parties.address(text.from());
        Optional<SipDomain> trunk = gate.trunk(text.to());
        boolean believed = trunk.isEmpty()
                || routes.numberOf(from)
                        .filter(number -> number.account().equals(trunk.get().account()))
                        .isPresent();
        if (E164.isValid(from) && believed) {
            return from;
        }
        SipUri uri = SipUri.parse(text.from());
        if (uri == null || uri.user() == null) {
            return from;
        }
        return trunk.map(domain -> SipUri.of(uri.decodedUser(), domain.name(), SipUri.NO_PORT))
                .orElseGet(() -> SipUri.of(uri.decodedUser(), uri.host(), uri.port()))
                .toString();
    }

    private static int store(Listener told, String from, String number, String body) {
        try {
            return switch (told.received(from, number, body, List.of())) {
                case Outcome.Done<Message> _ -> 200;
                case Outcome.Refused<Message> refused -> refused.status() == 404 ? 404 : 503;
            };
        } catch (StoreException notStored) {
            return 503;
        }
    }
}
