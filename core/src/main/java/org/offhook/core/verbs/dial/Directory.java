package org.offhook.core.verbs.dial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.TransferGoal;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.numbers.E164;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.tenancy.Account;
import org.offhook.core.trunks.ByocTrunks;
import org.offhook.core.trunks.Route;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.TelUri;
import org.offhook.protocols.sip.Uri;
import org.offhook.protocols.sip.refer.Replaces;

/// Finds the way to those who are to be called, and what they are shown.
final class Directory {

    private static final int BAD_NUMBER = 13223;
    private static final int BAD_CALLER_ID = 13247;
    private static final int BAD_HEADER = 13252;
    private static final int BAD_APPLICATION = 21218;

    private final CallLeg leg;

    Directory(CallLeg leg) {
        this.leg = leg;
    }

    /// The ways to a noun; none when there is no way: the developer was told.
    List<Party> find(Noun noun) {
        List<Party> parties = new ArrayList<>();
        for (Route route : routes(noun)) {
            if (route instanceof Route.Nowhere(int code, String message)) {
                leg.journal().error(code, message);
            } else {
                parties.add(new Party(noun, to(noun), route));
            }
        }
        return parties;
    }

    /// The ways to whom somebody was referred: the place of a party that is in a call here, a number, or any SIP
    /// address; under the same rules as if a document named them.
    List<Party> find(TransferGoal goal) {
        String text = goal.replaces();
        Replaces replaces = text == null ? null : Replaces.parse(text);
        if (replaces != null && leg.family().holds(replaces)) {
            Noun place = Noun.plain(Noun.Kind.SIP, goal.target());
            return List.of(new Party(place, goal.target(), new Route.Replacing(goal.target(), replaces.toString())));
        }
        Noun noun = isNumber(goal.target())
                ? Noun.plain(Noun.Kind.NUMBER, Parties.user(goal.target()))
                : Noun.plain(Noun.Kind.SIP, goal.target());
        List<Party> found = find(noun);
        return replaces == null
                ? found
                : found.stream().map(party -> replacing(party, replaces)).toList();
    }

    /// Whether an address that somebody was referred to means a phone number.
    boolean isNumber(String address) {
        Uri target = Uri.parse(address);
        return target instanceof TelUri
                || (target instanceof SipUri
                        && leg.routes().isOurs(address)
                        && E164.parse(Parties.user(address)).isPresent());
    }

    /// The dialog is one of somebody else, who will know it.
    private static Party replacing(Party party, Replaces replaces) {
        if (!(party.route() instanceof Route.Outside way)) {
            return party;
        }
        Map<String, String> headers = new LinkedHashMap<>(way.headers());
        headers.put("Replaces", replaces.toString());
        Route route = new Route.Outside(way.target(), way.via(), headers, way.credentials(), way.named());
        return new Party(party.noun(), party.to(), route);
    }

    private Route route(Noun noun, String number) {
        String byoc = noun.byoc();
        Sid account = leg.call().account();
        return byoc == null
                ? leg.routes().toNumber(account, number)
                : new ByocTrunks(leg.tools().base().store(), leg.tools().base().random())
                        .route(leg.routes(), account, byoc, number);
    }

    private List<Route> routes(Noun noun) {
        return switch (noun.kind()) {
            case NUMBER ->
                number(noun.address())
                        .map(number -> List.of(route(noun, number)))
                        .orElseGet(() -> List.of(new Route.Nowhere(
                                BAD_NUMBER,
                                "\"" + noun.address() + "\" is not a phone number in the form +15550100123.")));
            case SIP -> {
                List<String> complaints = new ArrayList<>();
                String username = noun.username();
                String password = noun.password();
                Credentials credentials =
                        username == null ? null : new Credentials(username, password == null ? "" : password, null);
                Sid account = leg.call().account();
                List<Route> found = noun.places().isEmpty()
                        ? leg.routes().toSip(account, noun.address(), credentials, complaints)
                        : leg.routes()
                                .toPlaces(account, noun.drawn(leg.tools().base().random()), credentials, complaints);
                complaints.forEach(complaint -> leg.journal().warn(BAD_HEADER, complaint));
                yield found;
            }
            case CLIENT -> {
                List<String> complaints = new ArrayList<>();
                List<Route> found = leg.routes().toClient(noun.address(), complaints);
                complaints.forEach(complaint -> leg.journal().warn(BAD_HEADER, complaint));
                yield found;
            }
            case APPLICATION -> List.of(application(noun));
        };
    }

    /// What the callee is shown.
    ///
    /// @return nothing when the carrier may not be shown that: the developer was told
    Optional<String> callerId(Party party, @org.jspecify.annotations.Nullable String wanted) {
        Call call = leg.call();
        String shown = wanted == null ? call.from() : number(wanted).orElse(wanted);
        boolean toCarrier = party.noun().kind() == Noun.Kind.NUMBER && party.route() instanceof Route.Outside;
        if (!toCarrier || (shown.equals(call.from()) && E164.isValid(shown)) || isOwn(shown)) {
            return Optional.of(shown);
        }
        // A SIP phone shows no number; the one that it called is as good. Who does not want to be known stays so.
        if (wanted == null && isOwn(call.to())) {
            return Optional.of(shown.equals(Parties.ANONYMOUS) ? shown : call.to());
        }
        leg.journal().error(BAD_CALLER_ID, "\"" + shown + "\" is not a number that this account may show.");
        return Optional.empty();
    }

    private boolean isOwn(String number) {
        return E164.parse(number)
                .filter(e164 -> leg.tools().base().numbers().mayShow(leg.call().account(), e164))
                .isPresent();
    }

    /// An application of the account, or of a sub-account of its.
    private Route application(Noun noun) {
        ApplicationNoun application = noun.application();
        Optional<Sid> sid = Sid.parse(SidType.APPLICATION, noun.address());
        Sid customer = application == null ? null : application.customer();
        Sid account = leg.call().account();
        boolean trusted = customer == null
                || customer.equals(account)
                || leg.tools()
                        .base()
                        .store()
                        .find(Account.KIND, customer)
                        .filter(theirs -> account.equals(theirs.parent()))
                        .isPresent();
        Route none = new Route.Nowhere(BAD_APPLICATION, "There is no application " + noun.address() + ".");
        return sid.isPresent() && trusted && application != null
                ? leg.routes()
                        .toApplication(customer == null ? account : customer, sid.get(), to(noun), application.told())
                        .orElse(none)
                : none;
    }

    private String to(Noun noun) {
        return switch (noun.kind()) {
            case NUMBER -> number(noun.address()).orElse(noun.address());
            case SIP -> noun.address().replaceAll("\\?.*", "");
            case CLIENT -> "client:" + noun.address().replaceFirst("\\?.*", "");
            case APPLICATION -> {
                ApplicationNoun application = noun.application();
                yield application != null && application.parentsTo()
                        ? leg.call().to()
                        : "app:" + noun.address();
            }
        };
    }

    /// A number with or without its `+`.
    private static Optional<String> number(String text) {
        return E164.parse(text).or(() -> E164.parse("+" + text));
    }
}
