package org.offhook.core.callerids;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;
import org.offhook.core.web.WebRequest;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.core.webhooks.Parameters;

/// Asks whoever answers a number for a code that only the account knows.
///
/// The code counts only when it was pressed in that very call: it has to come in the body that Gather sends,
/// which
/// no document can write, and from the call that was placed for it.
public final class CallerIdDesk {

    private static final String PATH = "/caller-ids/";
    private static final int DIGITS = 1_000_000;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DELAY = 60;
    private static final Duration RING = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofMinutes(3);

    private final Store store;
    private final Clock clock;
    private final Sids sids;
    private final RandomGenerator random;
    private final Deliveries deliveries;

    public CallerIdDesk(Store store, Clock clock, Sids sids, RandomGenerator random, Deliveries deliveries) {
        this.store = store;
        this.clock = clock;
        this.sids = sids;
        this.random = random;
        this.deliveries = deliveries;
    }

    /// @param name      null for the number as it is shown
    /// @param extension pressed after the answer, or null
    /// @param told      told how it ended, or null
    public record Ask(
            Sid account,
            String number,
            @Nullable String name,
            int delay,
            @Nullable String extension,
            @Nullable Hook told) {}

    /// @param code that the call asks for
    public record Asked(Call call, String number, String name, String code) {}

    /// Calls the number.
    ///
    /// @param place the call router's door
    public Outcome<Asked> ask(Ask ask, Function<PlaceCall, Outcome<Call>> place) {
        Optional<String> number = E164.parse(ask.number());
        if (number.isEmpty()) {
            return Outcome.refused(
                    400, 21421, "PhoneNumber '" + ask.number() + "' is not a number such as +14155550100");
        }
        String name = ask.name() == null ? E164.formatted(number.get()) : ask.name();
        if (name.length() > LONGEST_NAME) {
            return Outcome.refused(400, 20002, "FriendlyName is longer than " + LONGEST_NAME + " characters");
        }
        if (ask.delay() < 0 || ask.delay() > LONGEST_DELAY) {
            return Outcome.refused(400, 21454, "CallDelay is from 0 to " + LONGEST_DELAY + " seconds");
        }
        if (verified(ask.account(), number.get())) {
            return Outcome.refused(400, 21450, number.get() + " is validated on this account already");
        }
        Optional<PhoneNumber> own = store
                .list(PhoneNumber.KIND, Query.of(ask.account()).limit(1))
                .stream()
                .findFirst();
        if (own.isEmpty()) {
            return Outcome.refused(400, 21210, "The account needs a number of its own to call from: add one first");
        }
        Sid sid = sids.next(SidType.PHONE_NUMBER);
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(DIGITS));
        Map<String, String> values =
                new TreeMap<>(Map.of("phone_number", number.get(), "friendly_name", name, "code", code));
        Hook told = ask.told();
        if (told != null) {
            values.put("told_url", told.url());
            values.put("told_method", told.method());
        }
        Instant now = clock.now();
        Asset open = new Asset(sid, ask.account(), null, values, now, now);
        store.commit(Change.put(AssetKinds.VALIDATIONS, open));
        return switch (place.apply(call(ask, sid, number.get(), own.get().number()))) {
            case Outcome.Done<Call>(Call call) -> {
                values.put("call", call.sid().value());
                store.commit(Change.put(AssetKinds.VALIDATIONS, open.with(values, clock.now())));
                yield Outcome.done(new Asked(call, number.get(), name, code));
            }
            case Outcome.Refused<Call>(int status, int problem, String message) -> {
                store.commit(Change.remove(AssetKinds.VALIDATIONS, sid));
                yield Outcome.refused(status, problem, message);
            }
        };
    }

    private static PlaceCall call(Ask ask, Sid sid, String number, String from) {
        String pause = ask.delay() == 0 ? "" : "<Pause length=\"" + ask.delay() + "\"/>";
        return new PlaceCall(
                ask.account(),
                number,
                from,
                null,
                "<Response>" + pause + question(sid, "Please enter the six digits of your validation code.")
                        + "</Response>",
                null,
                null,
                List.of(),
                ask.extension(),
                RING,
                CALL,
                false,
                null,
                null,
                null,
                null,
                null);
    }

    private static String question(Sid sid, String words) {
        return "<Gather numDigits=\"6\" finishOnKey=\"\" timeout=\"20\" actionOnEmptyResult=\"true\" method=\"POST\""
                + " action=\"http://" + OwnPages.HOST + PATH + sid + "\"><Say>" + words + "</Say></Gather>";
    }

    /// The page that the question's answer is sent to.
    public String page(WebRequest request) {
        String path = request.url().getPath();
        byte[] body = request.body();
        Optional<Asset> open = path.startsWith(PATH) && request.method().equals("POST") && body != null
                ? Sid.parse(path.substring(PATH.length())).flatMap(sid -> store.find(AssetKinds.VALIDATIONS, sid))
                : Optional.empty();
        Parameters form = body == null ? Parameters.NONE : Parameters.decoded(new String(body, StandardCharsets.UTF_8));
        boolean isTheCall = open.map(asset -> asset.value("call"))
                .filter(call -> form.first("CallSid").filter(call::equals).isPresent())
                .isPresent();
        if (open.isEmpty() || !isTheCall || !open.get().account().equals(request.account())) {
            return "<Response><Hangup/></Response>";
        }
        boolean right = form.first("Digits")
                .filter(d -> d.equals(open.get().value("code")))
                .isPresent();
        close(open.get(), right);
        return "<Response><Say>" + (right ? "Thank you. The number is validated." : "That was not the code. Goodbye.")
                + "</Say><Hangup/></Response>";
    }

    private void close(Asset open, boolean right) {
        Map<String, String> kept = new TreeMap<>(open.values());
        kept.keySet().retainAll(List.of("phone_number", "friendly_name"));
        Instant now = clock.now();
        Asset callerId = new Asset(open.sid(), open.account(), null, kept, now, now);
        Hook told = open.hook("told_url", "told_method");
        Parameters parameters = Parameters.NONE
                .with("AccountSid", open.account().value())
                .with("CallSid", open.value("call"))
                .with("To", open.value("phone_number"))
                .with("VerificationStatus", right ? "success" : "failed")
                .with("OutgoingCallerIdSid", right ? callerId.sid().value() : null);
        List<Change> changes = new java.util.ArrayList<>();
        changes.add(Change.remove(AssetKinds.VALIDATIONS, open.sid()));
        if (right) {
            changes.add(Change.put(AssetKinds.CALLER_IDS, callerId));
        }
        if (told != null) {
            changes.add(deliveries.owe(open.account(), open.sid(), told, parameters));
        }
        store.commit(changes);
        if (told != null) {
            deliveries.wake(open.account(), open.sid());
        }
    }

    private boolean verified(Sid account, String number) {
        return store.count(AssetKinds.CALLER_IDS, Query.of(account).where("phone_number", number)) > 0;
    }
}
