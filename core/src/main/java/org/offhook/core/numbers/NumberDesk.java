package org.offhook.core.numbers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;
import org.offhook.core.web.HookUrl;

/// The door to the platform's numbers: adds, changes and releases them, and finds who answers one.
///
/// A number belongs to one account at most. Two requests for the same one are told apart by `claims`: whoever
/// claims it first looks into the store, the other is refused.
public final class NumberDesk {

    private static final int LONGEST_NAME = 64;

    private final Store store;
    private final Clock clock;
    private final Sids sids;
    private final Map<String, Boolean> claims = new ConcurrentHashMap<>();
    /// Where a number was last found. Only a hint, checked against the entity at every use; as large as the
    /// platform has numbers.
    private final Map<String, Sid> known = new ConcurrentHashMap<>();

    public NumberDesk(Store store, Clock clock, Sids sids) {
        this.store = store;
        this.clock = clock;
        this.sids = sids;
    }

    /// Who answers this number: with the URLs of its applications, where it has some.
    ///
    /// @param number E.164 with `+`
    public Optional<PhoneNumber> at(String number) {
        return kept(number)
                .map(found -> found.answeredBy(
                        application(found, found.voiceApplication()), application(found, found.messageApplication())));
    }

    /// Who answers messages to this number or short code.
    ///
    /// @param address as [TextAddress#parse] gives it
    public Optional<PhoneNumber> textsAt(String address) {
        return TextAddress.isShortCode(address)
                ? store
                        .list(
                                AssetKinds.SHORT_CODES,
                                Query.of(null).where("short_code", address).limit(1))
                        .stream()
                        .findFirst()
                        .map(PhoneNumber::ofShortCode)
                : at(address);
    }

    /// Whether calls of the account may show the number: it owns it, or has proved that it answers it.
    ///
    /// @param number E.164 with `+`
    public boolean mayShow(Sid account, String number) {
        return kept(number).filter(found -> found.account().equals(account)).isPresent()
                || store.count(AssetKinds.CALLER_IDS, Query.of(account).where("phone_number", number)) > 0;
    }

    /// The application of this Sid, whosever it is.
    public Optional<Asset> application(Sid sid) {
        return store.find(AssetKinds.APPLICATIONS, sid);
    }

    private @Nullable Asset application(PhoneNumber number, @Nullable Sid sid) {
        return sid == null
                ? null
                : application(sid)
                        .filter(application -> application.account().equals(number.account()))
                        .orElse(null);
    }

    /// The number as its owner set it up.
    ///
    /// @param number E.164 with `+`
    public Optional<PhoneNumber> kept(String number) {
        Sid hint = known.get(number);
        if (hint != null) {
            Optional<PhoneNumber> found =
                    store.find(PhoneNumber.KIND, hint).filter(n -> n.number().equals(number));
            if (found.isPresent()) {
                return found;
            }
            known.remove(number, hint);
        }
        List<PhoneNumber> found = store.list(
                PhoneNumber.KIND, Query.of(null).where("number", number).limit(1));
        found.forEach(n -> known.put(number, n.sid()));
        return found.stream().findFirst();
    }

    /// Gives a new number to an account, durably.
    ///
    /// @throws org.offhook.core.store.StoreException when it was not stored
    public Outcome<PhoneNumber> add(Sid account, String number, NumberSettings settings) {
        Optional<String> valid = E164.parse(number);
        if (valid.isEmpty()) {
            return Outcome.refused(
                    400,
                    21421,
                    "PhoneNumber '" + number + "' is not valid: write it as + and digits, such as +14155550100"
                            + " (in a form the + is sent as %2B)");
        }
        Outcome.Refused<PhoneNumber> wrong = check(account, settings);
        if (wrong != null) {
            return wrong;
        }
        String e164 = valid.get();
        if (claims.putIfAbsent(e164, true) != null) {
            return taken(e164);
        }
        try {
            if (kept(e164).isPresent()) {
                return taken(e164);
            }
            Instant now = clock.now();
            PhoneNumber added = of(sids.next(SidType.PHONE_NUMBER), account, e164, settings, now, now);
            store.commit(Change.put(PhoneNumber.KIND, added));
            return Outcome.done(added);
        } finally {
            claims.remove(e164);
        }
    }

    /// Changes what answers a number, durably.
    ///
    /// @throws org.offhook.core.store.StoreException when it was not stored
    public Outcome<PhoneNumber> change(PhoneNumber number, NumberSettings settings) {
        Outcome.Refused<PhoneNumber> wrong = check(number.account(), settings);
        if (wrong != null) {
            return wrong;
        }
        PhoneNumber changed =
                of(number.sid(), number.account(), number.number(), settings, number.created(), clock.now());
        store.commit(Change.put(PhoneNumber.KIND, changed));
        return Outcome.done(changed);
    }

    /// Gives a number to another account, durably. Its URLs stay; what was set up in the account that had it does not
    /// go along: applications, the address, the messaging service. Out of a trunk it is to be taken before.
    ///
    /// @throws org.offhook.core.store.StoreException when it was not stored
    public PhoneNumber move(PhoneNumber number, Sid account) {
        NumberSettings now = NumberSettings.of(number);
        NumberSettings kept = new NumberSettings(
                now.friendlyName(),
                now.voice(),
                now.voiceFallback(),
                now.message(),
                now.messageFallback(),
                now.statusCallback(),
                now.callerIdLookup(),
                null,
                null,
                null);
        PhoneNumber moved = of(number.sid(), account, number.number(), kept, number.created(), clock.now());
        List<Change> changes = new ArrayList<>();
        Query pools = Query.of(number.account()).where("sender", number.sid().value());
        store.list(AssetKinds.SENDERS, pools)
                .forEach(sender -> changes.add(Change.remove(AssetKinds.SENDERS, sender.sid())));
        changes.add(Change.put(PhoneNumber.KIND, moved));
        store.commit(changes);
        return moved;
    }

    /// Takes a number off the platform, durably. Calls that it answered go on.
    ///
    /// @throws org.offhook.core.store.StoreException when it was not stored
    public void release(PhoneNumber number) {
        store.commit(Change.remove(PhoneNumber.KIND, number.sid()));
    }

    private static PhoneNumber of(
            Sid sid, Sid account, String number, NumberSettings settings, Instant created, Instant updated) {
        String name = settings.friendlyName();
        return new PhoneNumber(
                sid,
                account,
                number,
                name == null || name.isEmpty() ? E164.formatted(number) : name,
                settings.voice(),
                settings.voiceFallback(),
                settings.message(),
                settings.messageFallback(),
                settings.statusCallback(),
                settings.callerIdLookup(),
                settings.voiceApplication(),
                settings.messageApplication(),
                settings.address(),
                created,
                updated);
    }

    private Outcome.@Nullable Refused<PhoneNumber> check(Sid account, NumberSettings settings) {
        for (Sid application : new @Nullable Sid[] {settings.voiceApplication(), settings.messageApplication()}) {
            if (application != null
                    && store.find(AssetKinds.APPLICATIONS, application)
                            .filter(found -> found.account().equals(account))
                            .isEmpty()) {
                return refused(21420, "There is no application " + application + " in the account");
            }
        }
        Sid address = settings.address();
        if (address != null
                && store.find(AssetKinds.ADDRESSES, address)
                        .filter(found -> found.account().equals(account))
                        .isEmpty()) {
            return refused(21628, "There is no address " + address + " in the account");
        }
        if (settings.friendlyName() != null && settings.friendlyName().length() > LONGEST_NAME) {
            return refused(20002, "FriendlyName is longer than " + LONGEST_NAME + " characters");
        }
        if (settings.voiceFallback() != null && settings.voice() == null) {
            return refused(21405, "VoiceFallbackUrl needs a VoiceUrl");
        }
        if (settings.messageFallback() != null && settings.message() == null) {
            return refused(21406, "SmsFallbackUrl needs an SmsUrl");
        }
        Outcome.Refused<PhoneNumber> wrong = check("VoiceUrl", settings.voice());
        wrong = wrong != null ? wrong : check("VoiceFallbackUrl", settings.voiceFallback());
        wrong = wrong != null ? wrong : check("SmsUrl", settings.message());
        wrong = wrong != null ? wrong : check("SmsFallbackUrl", settings.messageFallback());
        return wrong != null ? wrong : check("StatusCallback", settings.statusCallback());
    }

    private static Outcome.@Nullable Refused<PhoneNumber> check(String name, @Nullable Hook hook) {
        if (hook == null) {
            return null;
        }
        boolean valid = name.startsWith("Voice") ? HookUrl.answersCalls(hook.url()) : HookUrl.isValid(hook.url());
        if (!valid) {
            return refused(21402, name + " '" + hook.url() + "' is not an absolute http or https URL");
        }
        if (!HookUrl.isMethod(hook.method())) {
            return refused(21403, "the method of " + name + " is GET or POST, not '" + hook.method() + "'");
        }
        return null;
    }

    private static Outcome<PhoneNumber> taken(String number) {
        return refused(21422, "PhoneNumber " + number + " is not available: it is in use on this platform");
    }

    private static Outcome.Refused<PhoneNumber> refused(int code, String message) {
        return new Outcome.Refused<>(400, code, message);
    }
}
