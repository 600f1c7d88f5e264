package org.offhook.core.trunks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.domains.SipBook;
import org.offhook.core.domains.SipDomain;
import org.offhook.core.domains.SipTrunk;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.limits.Quotas;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.core.trunks.Route.Nowhere;
import org.offhook.core.trunks.Route.Outside;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.text.Hosts;

/// Finds the way to an address: a number of the platform stays inside, any other goes to the carrier, a `sip:`
/// URI goes where it says, and a user of our own domain to wherever it is registered.
public final class Routes {

    /// Fields of calls to applications, within the platform.
    public static final String APPLICATION_CALLED = "Application-Called";

    public static final String APPLICATION_PARAMETERS = "Application-Parameters";

    private static final int LONGEST_URI = 255;
    private static final int NO_CARRIER = 13224;
    private static final int BAD_URI = 13243;
    private static final int NOT_REGISTERED = 32009;
    private static final int NO_USER = 32223;
    private static final Pattern PHONE = Pattern.compile("[+*#0-9][0-9*#.() -]*(;.*)?");

    private final NumberDesk numbers;
    private final Registrations registrations;
    private final Carriers carriers;
    private final TollGuard tolls;
    private final SipUri home;
    private final SipBook domains;

    /// @param domain of our own addresses, `host` or `host:port`
    public Routes(
            NumberDesk numbers,
            Registrations registrations,
            SipBook domains,
            Carriers carriers,
            TollGuard tolls,
            String domain) {
        this.numbers = numbers;
        this.registrations = registrations;
        this.domains = domains;
        this.carriers = carriers;
        this.tolls = tolls;
        SipUri parsed = SipUri.parse("sip:" + domain);
        if (parsed == null) {
            throw new IllegalArgumentException("not a SIP domain: " + domain);
        }
        this.home = parsed;
    }

    /// The way to a number.
    ///
    /// @param account who calls
    /// @param e164    with `+`
    public Route toNumber(Sid account, String e164) {
        if (numbers.at(e164).isPresent()) {
            return new Route.Inside(ours(e164));
        }
        TollGuard.Verdict.Refused barred = tolls.bars(account, e164);
        if (barred != null) {
            return new Nowhere(barred.code(), barred.message());
        }
        List<Outside> ways = carriers.to(e164);
        if (ways.isEmpty()) {
            return new Nowhere(
                    NO_CARRIER,
                    e164
                            + " is not on this platform, and no carrier takes it (--carrier, or carriers in the configuration).");
        }
        return ways.getFirst().or(ways.subList(1, ways.size()));
    }

    /// The ways to a `sip:` URI; several when it is a user of ours with several devices.
    ///
    /// @param account     who calls: the users of its domains are within its reach
    /// @param uri         with headers behind `?`, as documents write it
    /// @param credentials for its challenge, or null
    /// @param complaints  told of headers that may not be set
    public List<Route> toSip(Sid account, String uri, @Nullable Credentials credentials, List<String> complaints) {
        int question = uri.indexOf('?');
        String address = question < 0 ? uri : uri.substring(0, question);
        SipUri target = address.length() > LONGEST_URI ? null : SipUri.parse(address.strip());
        if (target == null) {
            return List.of(new Nowhere(BAD_URI, uri + " is not a SIP URI."));
        }
        Map<String, String> headers =
                question < 0 ? Map.of() : SipHeaders.read(uri.substring(question + 1), complaints);
        Optional<SipDomain> domain = domains.domain(target.host());
        if (domain.isPresent()) {
            return phones(account, domain.get(), target.decodedUser(), headers);
        }
        if (carriers.has(target) && PHONE.matcher(target.decodedUser()).matches()) {
            // Whoever writes a carrier's address to reach a number is under the rules of numbers.
            return List.of(E164.parse(target.decodedUser().replaceFirst("^(00|011)", "+"))
                    .map(number -> toNumber(account, number))
                    .orElseGet(() -> new Nowhere(BAD_URI, uri + " is at a carrier: write +, country and number.")));
        }
        if (!isOurs(target)) {
            Params params = target.params().without("edge").without("region");
            String plain = target.withParams(params).asRequestUri().toString();
            return List.of(new Outside(plain, null, headers, credentials, true));
        }
        String user = target.decodedUser();
        Optional<PhoneNumber> number = numberOf(user);
        return number.isPresent()
                ? List.of(new Route.Inside(ours(number.get().number())))
                : devices(user, registrations.find(user), headers, false);
    }

    /// The way to a party that can be reached at several places, one after the other; those that have just failed
    /// come last.
    ///
    /// @param uris the best first, at least one
    public List<Route> toPlaces(
            Sid account, List<String> uris, @Nullable Credentials credentials, List<String> complaints) {
        List<Outside> ways = new ArrayList<>();
        Route nowhere = null;
        for (String uri : uris) {
            for (Route route : toSip(account, uri, credentials, complaints)) {
                switch (route) {
                    case Outside way -> ways.add(way.at(carriers.gateways().place(place(way))));
                    case Route.Inside inside -> {
                        return List.of(inside);
                    }
                    case Route.Replacing place -> {
                        return List.of(place);
                    }
                    case Nowhere none -> nowhere = none;
                }
            }
        }
        ways.sort(Comparator.comparing(way -> !way.isUp()));
        if (ways.isEmpty()) {
            return List.of(nowhere == null ? new Nowhere(BAD_URI, "There is no SIP URI.") : nowhere);
        }
        return List.of(ways.getFirst().or(ways.subList(1, ways.size())));
    }

    /// Where probes go.
    private static String place(Outside way) {
        String to = way.via() == null ? way.target() : way.via();
        return to.replaceFirst("(?i)^(sips?:)[^@]*@", "$1");
    }

    /// What becomes of a call to a number of a trunk, if it is one.
    public Optional<SipTrunk> trunkOf(Sid number) {
        return domains.trunkOf(number);
    }

    /// Takes a channel of a customer's trunk; null when all are taken, or calls come too fast.
    public Quotas.@Nullable Ticket channel(SipTrunk trunk) {
        return carriers.gateways().quotas().take(trunk.sid(), trunk.channels(), trunk.perSecond());
    }

    public Optional<SipTrunk> trunk(Sid sid) {
        return domains.trunk(sid);
    }

    /// The way to an application; nothing when the account has no such one.
    ///
    /// @param to   as the application is to see whom the call is for
    /// @param told to its URLs besides
    public Optional<Route> toApplication(Sid account, Sid application, String to, Parameters told) {
        return numbers.application(application)
                .filter(found -> found.account().equals(account))
                .map(_ -> new Route.Inside(
                        ours(application.value()),
                        Map.of(APPLICATION_CALLED, to, APPLICATION_PARAMETERS, told.encoded())));
    }

    /// The application that a call within the platform is for.
    public Optional<Asset> applicationOf(IncomingInvite invite, String user) {
        return Loopback.carried(invite)
                ? Sid.parse(SidType.APPLICATION, user).flatMap(numbers::application)
                : Optional.empty();
    }

    /// The ways to a client identity.
    ///
    /// @param identity   with headers behind `?`, as in [#toSip]
    /// @param complaints told of headers that may not be set
    public List<Route> toClient(String identity, List<String> complaints) {
        int question = identity.indexOf('?');
        String name = question < 0 ? identity : identity.substring(0, question);
        Map<String, String> headers =
                question < 0 ? Map.of() : SipHeaders.read(identity.substring(question + 1), complaints);
        return devices(name, registrations.find(name), headers, false);
    }

    /// The number of the platform that a user part means, with or without its `+`.
    public Optional<PhoneNumber> numberOf(String user) {
        String plain = user.indexOf(';') < 0 ? user : user.substring(0, user.indexOf(';'));
        return E164.parse(plain).or(() -> E164.parse("+" + plain)).flatMap(numbers::at);
    }

    /// The domain of an account that a host name stands for.
    public Optional<SipDomain> domain(String host) {
        return domains.domain(host);
    }

    /// The From of a leg that shows `from`: a number, `client:name`, a SIP URI, or anything.
    public String caller(String from) {
        SipUri uri = SipUri.parse(from);
        if (uri != null) {
            return uri.asRequestUri().toString();
        }
        String user = from.startsWith("client:") ? from.substring("client:".length()) : from;
        return ours(user.isEmpty() ? "anonymous" : user);
    }

    /// `sip:user@` our domain.
    public String ours(String user) {
        return SipUri.of(user, home.host(), home.port()).toString();
    }

    /// Whether somebody who has said who it is belongs to an account: a user of one of its domains.
    ///
    /// @param user `user@domain`, or null for nobody
    public boolean isUserOf(Sid account, @Nullable String user) {
        return user != null
                && domain(user.substring(user.indexOf('@') + 1))
                        .filter(domain -> domain.account().equals(account))
                        .isPresent();
    }

    /// The user of ours who calls, `user@domain`: who has proved it, or whose device has registered from the very
    /// place that the INVITE came from.
    ///
    /// @return null when it is nobody of ours, or nobody knows
    public @Nullable String userOf(IncomingInvite invite) {
        SipUri from = SipUri.parse(invite.from());
        if (invite.user() != null || from == null) {
            return invite.user();
        }
        String user = from.decodedUser();
        Optional<SipDomain> domain = domains.domain(from.host());
        List<Binding> devices = domain.isPresent()
                ? registrations.find(domain.get().account(), domain.get().name(), user)
                : registrations.find(user);
        return devices.stream().anyMatch(device -> isAt(device, invite.source()))
                ? user + "@" + (domain.isPresent() ? domain.get().name() : home.host())
                : null;
    }

    private static boolean isAt(Binding device, IncomingInvite.Source source) {
        SipUri way = device.route() == null ? null : SipUri.parse(device.route());
        return way != null && Hosts.bare(way.host()).equals(source.address()) && way.portOrDefault() == source.port();
    }

    /// Whether a SIP URI is one of our own domain.
    public boolean isOurs(String uri) {
        SipUri parsed = SipUri.parse(uri);
        return parsed != null && isOurs(parsed);
    }

    private boolean isOurs(SipUri uri) {
        return uri.host().toLowerCase(Locale.ROOT).equals(home.host().toLowerCase(Locale.ROOT))
                && uri.portOrDefault() == home.portOrDefault();
    }

    /// The devices of a user of an account's domain. What other accounts have is not there.
    private List<Route> phones(Sid account, SipDomain domain, String user, Map<String, String> headers) {
        if (user.isEmpty()) {
            return List.of(new Nowhere(NO_USER, "A SIP URI of the domain " + domain.name() + " needs a user."));
        }
        List<Binding> bindings =
                domain.account().equals(account) ? registrations.find(account, domain.name(), user) : List.of();
        return devices(user + "@" + domain.name(), bindings, headers, domains.isSecure(domain, user));
    }

    /// Whether the sound of whoever has said so must be encrypted.
    ///
    /// @param user `user@domain`, or null for nobody
    public boolean isSecure(@Nullable String user) {
        int at = user == null ? -1 : user.indexOf('@');
        return user != null
                && at >= 0
                && domain(user.substring(at + 1))
                        .filter(domain -> domains.isSecure(domain, user.substring(0, at)))
                        .isPresent();
    }

    /// Those of the same preference ring together, the others only when none of these answered. Of several flows to
    /// one device (RFC 5626) the next is taken when the one before is dead.
    ///
    /// @param secure whether the sound has to be encrypted
    private static List<Route> devices(
            String user, List<Binding> bindings, Map<String, String> headers, boolean secure) {
        if (bindings.isEmpty()) {
            return List.of(new Nowhere(NOT_REGISTERED, user + " is not registered."));
        }
        List<Integer> preferences = bindings.stream().map(Binding::q).distinct().toList();
        Map<String, List<Outside>> devices = new LinkedHashMap<>();
        for (Binding binding : bindings) {
            String device = binding.device() == null ? "contact " + binding.contact() : "device " + binding.device();
            Outside way = new Outside(
                    secure ? MediaKeys.marked(binding.contact()) : binding.contact(),
                    binding.route(),
                    new LinkedHashMap<>(headers),
                    null,
                    binding.named(),
                    preferences.indexOf(binding.q()));
            devices.computeIfAbsent(device, _ -> new ArrayList<>()).add(way);
        }
        return devices.values().stream()
                .<Route>map(ways -> ways.getFirst().or(ways.subList(1, ways.size())))
                .toList();
    }
}
