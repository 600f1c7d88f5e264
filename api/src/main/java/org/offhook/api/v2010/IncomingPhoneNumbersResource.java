package org.offhook.api.v2010;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.numbers.Stock;
import org.offhook.core.Outcome;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.domains.TrunkNumbers;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.NumberPool;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountDesk;
import org.offhook.core.web.Hook;

/// `…/IncomingPhoneNumbers`: the numbers of an account and what answers them. Any number can be added that is
/// not in use on the platform: it is the carrier, not the platform, who knows which calls it will send.
final class IncomingPhoneNumbersResource implements Resources.Resource {

    private static final String LIST = Resources.ACCOUNT + "/IncomingPhoneNumbers";
    private static final String ONE = LIST + "/{Sid}";
    /// Those that are said to be at an address.
    private static final String DEPENDENT = Resources.ACCOUNT + "/Addresses/{AddressSid}/DependentPhoneNumbers";

    private final Store store;
    private final NumberDesk desk;
    private final Stock stock;
    private final TrunkNumbers trunks;
    private final AccountDesk accounts;

    IncomingPhoneNumbersResource(Store store, NumberDesk desk, Stock stock, TrunkNumbers trunks, AccountDesk accounts) {
        this.store = store;
        this.desk = desk;
        this.stock = stock;
        this.trunks = trunks;
        this.accounts = accounts;
    }

    @Override
    public void route(Router router, Rest rest) {
        for (String kind : List.of("", "/Local", "/Mobile", "/TollFree")) {
            router.add("GET", LIST + kind, rest.guarded(this::list));
            router.add("POST", LIST + kind, rest.guarded(this::create));
        }
        router.add(
                "GET",
                ONE,
                rest.guarded(ask -> find(ask)
                        .<Answer>map(number -> Answer.ok(view(number)))
                        .orElseGet(() -> Answer.notFound(ask))));
        router.add("GET", DEPENDENT, rest.guarded(this::dependent));
        router.add("POST", ONE, rest.guarded(this::update));
        router.add("DELETE", ONE, rest.guarded(this::delete));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.input());
        Query query = new Filters(fields, Query.of(ask.account().sid()))
                .text("FriendlyName", "friendly_name")
                .query();
        String number = fields.text("PhoneNumber");
        Query filtered = number == null
                ? query
                : query.where("number", E164.parse(number).orElse(number));
        Map<Sid, Sid> known = trunks.of(ask.account().sid());
        return Paging.list(ask, store, PhoneNumber.KIND, filtered, "IncomingPhoneNumbers", found -> view(found, known));
    }

    private Answer dependent(Ask ask) {
        Sid account = ask.account().sid();
        return ask.sid("AddressSid", SidType.ADDRESS)
                .flatMap(sid -> store.find(AssetKinds.ADDRESSES, sid))
                .filter(address -> address.account().equals(account))
                .map(address -> Paging.list(
                        ask,
                        store,
                        PhoneNumber.KIND,
                        Query.of(account).where("address", address.sid().value()),
                        "DependentPhoneNumbers",
                        this::view))
                .orElseGet(() -> Answer.notFound(ask));
    }

    private Answer create(Ask ask) {
        Fields fields = new Fields(ask.input());
        String number = fields.text("AreaCode") != null && fields.text("PhoneNumber") == null
                ? picked(fields)
                : fields.needed("PhoneNumber", 21421, "PhoneNumber is required, such as +14155550100");
        NumberSettings settings = settings(fields, NumberSettings.NONE);
        Consumer<PhoneNumber> trunk = trunk(ask, fields);
        return fields.wrong().orElseGet(() -> switch (desk.add(ask.account().sid(), number, settings)) {
            case Outcome.Done<PhoneNumber>(PhoneNumber added) -> {
                trunk.accept(added);
                yield Answer.created(view(added));
            }
            case Outcome.Refused<PhoneNumber> refused -> Answer.wrong(refused);
        });
    }

    /// One of the operator's stock.
    private String picked(Fields fields) {
        String code = fields.text("AreaCode", "");
        if (!code.matches("[0-9]{3}")) {
            fields.refuse(21451, "AreaCode is three digits, not '" + code + "'");
            return "";
        }
        List<String> free = stock.free(NumberPool.Type.LOCAL, "US", number -> number.startsWith("+1" + code), 1);
        if (free.isEmpty()) {
            fields.refuse(21452, "No number of area code " + code + " is in stock here");
        }
        return free.isEmpty() ? "" : free.getFirst();
    }

    private Answer update(Ask ask) {
        Optional<PhoneNumber> number = find(ask);
        if (number.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        Sid owner = owner(ask, fields);
        NumberSettings settings = settings(fields, NumberSettings.of(number.get()));
        Consumer<PhoneNumber> trunk = trunk(ask, fields);
        return fields.wrong().orElseGet(() -> switch (desk.change(number.get(), settings)) {
            case Outcome.Done<PhoneNumber>(PhoneNumber changed) -> {
                trunk.accept(changed);
                yield Answer.ok(view(given(changed, owner)));
            }
            case Outcome.Refused<PhoneNumber> refused -> Answer.wrong(refused);
        });
    }

    /// Whose it is to be. A parent gives numbers to its sub-accounts and takes them back.
    private Sid owner(Ask ask, Fields fields) {
        Sid now = ask.account().sid();
        String wanted = fields.text("AccountSid", now.value());
        if (wanted.equals(now.value())) {
            return now;
        }
        Optional<Sid> account = Sid.parse(SidType.ACCOUNT, wanted);
        if (ask.caller().parent() != null) {
            fields.refuse(21474, "Only the parent account transfers numbers");
        } else if (account.isEmpty() || !accounts.family(ask.caller()).contains(account.get())) {
            fields.refuse(21473, "AccountSid '" + wanted + "' is neither this account nor one of its sub-accounts");
        } else if (store.find(Account.KIND, account.get())
                .filter(found -> found.status() == Account.Status.ACTIVE)
                .isEmpty()) {
            fields.refuse(21472, "The account " + wanted + " is not active");
        }
        return account.orElse(now);
    }

    private PhoneNumber given(PhoneNumber number, Sid owner) {
        if (number.account().equals(owner)) {
            return number;
        }
        trunks.move(number, null);
        return desk.move(number, owner);
    }

    private Answer delete(Ask ask) {
        Optional<PhoneNumber> number = find(ask);
        if (number.isEmpty()) {
            return Answer.notFound(ask);
        }
        desk.release(number.get());
        return new Answer.Done();
    }

    private static NumberSettings settings(Fields fields, NumberSettings now) {
        return new NumberSettings(
                fields.sent("FriendlyName") ? fields.text("FriendlyName") : now.friendlyName(),
                fields.edited("VoiceUrl", "VoiceMethod", now.voice()),
                fields.edited("VoiceFallbackUrl", "VoiceFallbackMethod", now.voiceFallback()),
                fields.edited("SmsUrl", "SmsMethod", now.message()),
                fields.edited("SmsFallbackUrl", "SmsFallbackMethod", now.messageFallback()),
                fields.edited("StatusCallback", "StatusCallbackMethod", now.statusCallback()),
                fields.flag("VoiceCallerIdLookup", now.callerIdLookup()),
                sid(fields, "VoiceApplicationSid", SidType.APPLICATION, 21420, now.voiceApplication()),
                sid(fields, "SmsApplicationSid", SidType.APPLICATION, 21420, now.messageApplication()),
                sid(fields, "AddressSid", SidType.ADDRESS, 21628, now.address()));
    }

    private static @Nullable Sid sid(Fields fields, String name, SidType type, int code, @Nullable Sid now) {
        String text = fields.text(name);
        if (text == null) {
            return fields.sent(name) ? null : now;
        }
        Optional<Sid> sid = Sid.parse(type, text);
        if (sid.isEmpty()) {
            fields.refuse(code, name + " '" + text + "' is no Sid that begins with " + type.prefix());
        }
        return sid.orElse(now);
    }

    private static @Nullable String text(@Nullable Sid sid) {
        return sid == null ? null : sid.value();
    }

    /// Another trunk for a number, or none; what is not sent stays.
    private Consumer<PhoneNumber> trunk(Ask ask, Fields fields) {
        Sid wanted = sid(fields, "TrunkSid", SidType.TRUNK, 21420, null);
        if (wanted != null && !trunks.has(ask.account().sid(), wanted)) {
            fields.refuse(21420, "TrunkSid '" + wanted + "' is none of the account's");
        }
        return number -> {
            if (fields.sent("TrunkSid")) {
                trunks.move(number, wanted);
            }
        };
    }

    private Element view(PhoneNumber number) {
        return view(number, trunks.of(number.account()));
    }

    private Optional<PhoneNumber> find(Ask ask) {
        return ask.sid("Sid", SidType.PHONE_NUMBER)
                .flatMap(sid -> store.find(PhoneNumber.KIND, sid))
                .filter(number -> number.account().equals(ask.account().sid()));
    }

    private static Element view(PhoneNumber number, Map<Sid, Sid> trunks) {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("voice", true);
        capabilities.put("sms", true);
        capabilities.put("mms", true);
        capabilities.put("fax", false);
        Element view = new Element("IncomingPhoneNumber")
                .with("sid", number.sid().value())
                .with("account_sid", number.account().value())
                .with("friendly_name", number.friendlyName())
                .with("phone_number", number.number());
        hook(view, "voice_url", "voice_method", number.voice());
        hook(view, "voice_fallback_url", "voice_fallback_method", number.voiceFallback());
        hook(view, "sms_url", "sms_method", number.message());
        hook(view, "sms_fallback_url", "sms_fallback_method", number.messageFallback());
        hook(view, "status_callback", "status_callback_method", number.statusCallback());
        return view.with("voice_caller_id_lookup", number.callerIdLookup())
                .with("voice_application_sid", text(number.voiceApplication()))
                .with("sms_application_sid", text(number.messageApplication()))
                .with("trunk_sid", text(trunks.get(number.sid())))
                .with("voice_receive_mode", "voice")
                .with("capabilities", capabilities)
                .with("beta", false)
                .with("origin", "hosted")
                .with("status", "in-use")
                .with("type", null)
                .with("address_requirements", "none")
                .with("address_sid", text(number.address()))
                .with("identity_sid", null)
                .with("bundle_sid", null)
                .with("emergency_status", "Inactive")
                .with("emergency_address_sid", null)
                .with("emergency_address_status", "unregistered")
                .with("api_version", "2010-04-01")
                .with("date_created", Dates.rfc2822(number.created()))
                .with("date_updated", Dates.rfc2822(number.updated()))
                .with(
                        "uri",
                        "/2010-04-01/Accounts/" + number.account() + "/IncomingPhoneNumbers/" + number.sid() + ".json");
    }

    private static void hook(Element view, String url, String method, @Nullable Hook hook) {
        view.with(url, hook == null ? null : hook.url()).with(method, hook == null ? "POST" : hook.method());
    }
}
