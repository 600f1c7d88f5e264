package org.offhook.core.signalling.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.OutgoingRegister;
import org.offhook.core.signalling.OutgoingText;
import org.offhook.core.signalling.RegisterEvent;
import org.offhook.core.signalling.Registering;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.engine.Inbox;
import org.offhook.core.signalling.engine.Outages;
import org.offhook.core.signalling.engine.Reductions;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.engine.TimerWheel;
import org.offhook.core.signalling.engine.Tokens;
import org.offhook.core.signalling.engine.Transactions;
import org.offhook.core.signalling.event.Notifier;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.core.signalling.leg.Leg;
import org.offhook.core.signalling.leg.Legs;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Users;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.Via;
import org.offhook.protocols.sip.agent.RequestCheck;
import org.offhook.protocols.sip.dialog.DialogId;
import org.offhook.protocols.sip.overload.LoadMeter;
import org.offhook.protocols.sip.overload.Reduction;
import org.offhook.protocols.sip.transaction.ServerKey;
import org.offhook.protocols.sip.wire.ParseResult;
import org.offhook.protocols.sip.wire.SipParser;

/// The signalling of all calls whose Call-ID belongs to this shard (RFC 3261): a message that arrives goes to
/// its transaction, else to its dialog, else to the server for its method; what a script asks for and what is
/// due is done in between.
///
/// The one thread that runs it calls [#received], [#failed] and [#run]; everybody else reaches it through the
/// legs it hands out and through [#invite]. It asks no clock: `now` is nanoseconds of a monotonic clock and
/// never goes back.
public final class SignallingShard {

    private static final int UNAVAILABLE = 503;

    private final SipParser parser;
    private final Tools tools;
    private final Transactions transactions;
    private final Authentication authentication;
    private final RegisterServer registers;
    private final CallServer calls;
    private final TextServer texts;
    private final SubscribeServer subscribes;
    private final Users users;
    private final Bindings bindings;
    private final PublishServer publishes;
    private final LoadMeter load = new LoadMeter();
    private long received;
    private long rejected;
    private long unusable;
    private long overloaded;
    private long stray;
    private Supplier<String> callIds;
    private volatile ShardCounts latest = ShardCounts.NONE;

    /// @param wake makes the runner call [#run] soon; called from any thread, also during [#run]
    public SignallingShard(ShardSetup setup, Runnable wake) {
        SignallingLimits limits = setup.limits();
        TimerWheel wheel = new TimerWheel();
        Tokens tokens = new Tokens(setup.random());
        callIds = tokens::next;
        byte[] key = new byte[32];
        setup.random().nextBytes(key);
        transactions = new Transactions(wheel, setup.wire(), limits.datagram());
        tools = new Tools(
                setup.identity(),
                limits,
                tokens,
                wheel,
                transactions,
                new Legs(limits),
                new Outages(limits.outages(), wheel, this::probe),
                new Reductions(tokens),
                setup.resolver(),
                setup.texts(),
                new Inbox(limits.commands(), wake));
        authentication = new Authentication(tools, setup.users(), setup.bans(), key);
        users = setup.users();
        bindings = setup.bindings();
        UserCheck check = new UserCheck(tools, authentication);
        registers = new RegisterServer(tools, check, bindings);
        texts = new TextServer(tools, check);
        subscribes = new SubscribeServer(tools, check, setup.packages());
        publishes = new PublishServer(tools, check, setup.publications());
        calls = new CallServer(tools, authentication, setup.handler(), load);
        parser = new SipParser(limits.wire());
    }

    /// Sends an INVITE; see [org.offhook.core.signalling.Signalling#invite]. From any thread.
    ///
    /// @param callId one that belongs to this shard
    SipLeg invite(OutgoingInvite order, String callId, Consumer<LegEvent> events) {
        return OutgoingCalls.invite(tools, order, callId, events);
    }

    /// Registers with somebody else; see [org.offhook.core.signalling.Registering#register]. From any thread.
    ///
    /// @param callId one that belongs to this shard
    Registering.Kept register(OutgoingRegister order, String callId, Consumer<RegisterEvent> events) {
        return RegisterClient.register(tools, order, callId, events);
    }

    /// Asks whether somebody is there; see [org.offhook.core.signalling.Probing#probe]. From any thread.
    ///
    /// @param callId one that belongs to this shard
    void probe(String uri, String callId, @Nullable DestinationPolicy destinations, IntConsumer answer) {
        OptionsClient.send(tools, uri, callId, destinations, answer);
    }

    /// Sends a MESSAGE; see [org.offhook.core.signalling.Texting#send]. From any thread.
    ///
    /// @param callId one that belongs to this shard
    void send(OutgoingText text, String callId, IntConsumer whenDone) {
        TextClient.send(tools, text, callId, whenDone);
    }

    /// Those who watch addresses by a dialog of this shard.
    Watchers watchers() {
        return subscribes.subscriptions();
    }

    /// Ends the subscriptions of and to users who are none any more; see
    /// [org.offhook.core.signalling.event.Review#review]. From any thread.
    void review(Sid account, @Nullable String removed) {
        tools.inbox().put(now -> subscribes.subscriptions().review(account, removed, users, now));
    }

    /// Ends all subscriptions and takes no more. From any thread.
    CompletionStage<Void> endSubscriptions() {
        CompletableFuture<Void> told = new CompletableFuture<>();
        tools.inbox().put(now -> {
            subscribes.subscriptions().close(now);
            told.complete(null);
        });
        return told;
    }

    /// A message arrived.
    ///
    /// @param bytes one datagram or one message of a stream; nobody changes them afterwards
    public void received(Flow flow, byte[] bytes, long now) {
        switch (parser.parse(bytes)) {
            case ParseResult.Parsed(SipMessage message) -> {
                received++;
                switch (message) {
                    case SipRequest request -> request(seen(request, flow, now), flow, now);
                    case SipResponse response -> {
                        if (response.status() != UNAVAILABLE) {
                            tools.outages().heard(flow);
                        }
                        if (transactions.received(response, now)) {
                            heed(response, flow, now);
                        } else {
                            stray++;
                        }
                    }
                }
            }
            case ParseResult.Rejected refusal -> {
                rejected++;
                tools.send(flow, refusal.response(tools.tokens().next()));
            }
            case ParseResult.Unusable _ -> unusable++;
        }
    }

    /// Its responses say where it came from and, to a neighbour that understands it, how much less we want
    /// (RFC 7339 §5.1).
    private SipRequest seen(SipRequest request, Flow flow, long now) {
        SipRequest received = request.receivedFrom(flow.address(), flow.port());
        Via top = received.topVia();
        return Reduction.isOffered(top)
                ? received.withTopVia(load.reduction(now).in(top))
                : received;
    }

    private void heed(SipResponse response, Flow flow, long now) {
        Reduction wanted = Reduction.of(response.topVia());
        if (wanted != null) {
            tools.reductions().heard(flow, wanted, now);
        }
    }

    /// A stream broke or could not be opened: what was sent by it is lost, and what is owed by it cannot be
    /// paid.
    public void failed(Flow flow, long now) {
        transactions.failed(flow, now);
        if (flow.connection() != Flow.ANY) {
            bindings.lost(flow);
        }
    }

    /// [#received], from another thread; false when the shard is too far behind to take it.
    public boolean handOver(Flow flow, byte[] bytes) {
        return tools.inbox().offer(now -> received(flow, bytes, now));
    }

    /// [#failed], from another thread.
    public void handOverFailure(Flow flow) {
        tools.inbox().put(now -> failed(flow, now));
    }

    /// Carries out what scripts asked for and what is due.
    public void run(long now) {
        tools.inbox().drain(now);
        tools.wheel().turn(now);
        latest = counts();
    }

    /// When [#run] is to be called at the latest; [org.offhook.protocols.sip.transaction.Timers#NEVER] when
    /// only others can give it something to do.
    public long deadline() {
        return tools.wheel().next();
    }

    /// Asks a place that failed whether it is back.
    private void probe(Flow place, Outages.Answer answer, long now) {
        OptionsClient.send(tools, place, callIds.get(), answer, now);
    }

    /// Names where Call-IDs that belong to this shard come from. Once, before it runs.
    void callIds(Supplier<String> own) {
        callIds = own;
    }

    /// How the shard stands. Call it on the loop.
    public ShardCounts counts() {
        return new ShardCounts(
                received,
                rejected,
                unusable,
                overloaded + calls.overloaded(),
                stray,
                authentication.shutOut(),
                tools.legs().live(),
                tools.legs().dialogs(),
                tools.legs().halfOpen(),
                transactions.serverCount() + transactions.clientCount(),
                subscribes.subscriptions().size(),
                subscribes.refused(),
                tools.outages().size(),
                tools.legs().leftOut(),
                tools.legs().tooShort(),
                load.loss(),
                tools.reductions().heldBack());
    }

    /// How it stood after the last [#run]. From any thread.
    public ShardCounts latest() {
        return latest;
    }

    private void request(SipRequest request, Flow flow, long now) {
        ServerKey key = ServerKey.of(request);
        ServerTransaction known = transactions.server(key);
        Method method = request.method();
        if (method.equals(Method.ACK)) {
            acknowledged(request, known, now);
        } else if (known != null) {
            known.repeated(now);
        } else if (method.equals(Method.CANCEL)) {
            cancelled(request, key, flow, now);
        } else if (request.to().tag() == null) {
            begin(request, key, flow, now);
        } else {
            within(request, key, flow, now);
        }
    }

    /// The ACK of a refusal belongs to the INVITE's transaction, that of a 2xx to the dialog (§17.1.1.3,
    /// §13.2.2.4).
    private void acknowledged(SipRequest ack, @Nullable ServerTransaction known, long now) {
        Leg leg = tools.legs().find(DialogId.of(ack));
        if (known != null) {
            known.acknowledged(now);
        }
        if (leg != null) {
            leg.acknowledged(ack, now);
        } else if (known == null) {
            stray++;
        }
    }

    private void cancelled(SipRequest cancel, ServerKey key, Flow flow, long now) {
        ServerTransaction invite = transactions.server(ServerKey.cancelledBy(cancel));
        ServerTransaction transaction = transactions.open(key, flow);
        transaction.respond(tools.bare(cancel, invite == null ? 481 : 200), now); // §9.2
        if (invite instanceof ServerTransaction.OfInvite open && open.isOpen()) {
            open.cancelled(now);
        }
    }

    /// A request within a dialog.
    private void within(SipRequest request, ServerKey key, Flow flow, long now) {
        Leg leg = tools.legs().find(DialogId.of(request));
        Notifier notifier = leg != null || !request.is(Method.SUBSCRIBE)
                ? null
                : subscribes.subscriptions().find(DialogId.of(request));
        if (leg == null && notifier == null) {
            transactions.open(key, flow).respond(tools.bare(request, 481), now); // §12.2.2
        } else if (RequestCheck.inspect(request, tools.identity().capabilities())
                instanceof RequestCheck.Refused refused) {
            transactions.open(key, flow).respond(refusal(request, refused), now);
        } else if (leg != null) {
            leg.received(request, transactions.open(key, flow), now);
        } else if (notifier != null) {
            subscribes.within(request, notifier, key, flow, now);
        }
    }

    /// A request outside of any dialog.
    private void begin(SipRequest request, ServerKey key, Flow flow, long now) {
        Method method = request.method();
        if (transactions.serverCount() >= tools.limits().transactions()) {
            overloaded++;
            tools.send(flow, tools.overload(request));
        } else if (RequestCheck.inspect(request, tools.identity().capabilities())
                instanceof RequestCheck.Refused refused) {
            transactions.open(key, flow).respond(refusal(request, refused), now);
        } else if (method.equals(Method.INVITE)) {
            calls.received(request, key, flow, now);
        } else if (method.equals(Method.REGISTER)) {
            registers.received(request, key, flow, now);
        } else if (method.equals(Method.MESSAGE)) {
            texts.received(request, key, flow, now);
        } else if (method.equals(Method.SUBSCRIBE)) {
            subscribes.received(request, key, flow, now);
        } else if (method.equals(Method.PUBLISH)) {
            publishes.received(request, key, flow, now);
        } else if (method.equals(Method.REFER)) {
            // Only who takes part in a call may refer it.
            transactions.open(key, flow).respond(tools.bare(request, 403), now);
        } else if (method.equals(Method.OPTIONS)) {
            transactions.open(key, flow).respond(able(request), now);
        } else {
            transactions.open(key, flow).respond(tools.bare(request, 481), now);
        }
    }

    private SipResponse refusal(SipRequest request, RequestCheck.Refused refused) {
        return tools.response(request, refused.status(), tools.tokens().next())
                .headers(refused.fields())
                .build();
    }

    /// §11.2.
    private SipResponse able(SipRequest options) {
        return tools.response(options, 200, tools.tokens().next())
                .header(HeaderName.ACCEPT, tools.identity().capabilities().accept(Method.INVITE))
                .header(HeaderName.ALLOW, tools.identity().capabilities().allow())
                .headers(subscribes.events())
                .build();
    }
}
