package org.offhook.api.v2010.sip;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.Resources;
import org.offhook.api.v2010.kept.KeptResource;
import org.offhook.api.v2010.kept.KeptResource.Manners;
import org.offhook.api.v2010.kept.Shape;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.api.v2010.kept.Slot.Trait;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.domains.SipUser;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Query;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// `…/SIP/CredentialLists` with their `Credentials`, and `…/SIP/IpAccessControlLists` with their `IpAddresses`.
/// A password is never shown; a list that a domain uses is not deleted.
public final class SipLists implements Resources.Resource {

    private static final String CREDENTIALS = "/SIP/CredentialLists";
    private static final String ADDRESSES = "/SIP/IpAccessControlLists";
    private static final int SHORTEST_PASSWORD = 12;

    private final Desks desks;

    public SipLists(Desks desks) {
        this.desks = desks;
    }

    @Override
    public void route(Router router, Rest rest) {
        Stream.of(credentialLists(), credentials(), ipLists(), ipAddresses())
                .forEach(resource -> resource.route(router, rest));
    }

    private KeptResource credentialLists() {
        Shape shape = Shape.of(
                        "CredentialList",
                        "CredentialLists",
                        CREDENTIALS,
                        SidType.CREDENTIAL_LIST,
                        AssetKinds.CREDENTIAL_LISTS,
                        List.of(Slot.name().needed(21240)))
                .unique("friendly_name", 21240);
        return kept(
                shape,
                Manners.PLAIN
                        .showing((element, list) -> element.with(
                                "subresource_uris",
                                Map.of("credentials", uri(CREDENTIALS, list) + "/Credentials.json")))
                        .parting(list -> used(list, 21241)));
    }

    private KeptResource credentials() {
        Shape shape = Shape.of(
                        "Credential",
                        "Credentials",
                        CREDENTIALS + "/{CredentialListSid}/Credentials",
                        SidType.CREDENTIAL,
                        AssetKinds.CREDENTIALS,
                        List.of(
                                Slot.text("Username").needed(21243).with(Trait.FIXED),
                                Slot.text("Password").needed(21243).with(Trait.SECRET),
                                Slot.flag("ReceiveOnly"),
                                Slot.flag("Secure"),
                                Slot.text("AllowedDestinations")))
                .within(
                        "CredentialListSid",
                        "credential_list_sid",
                        SidType.CREDENTIAL_LIST,
                        AssetKinds.CREDENTIAL_LISTS)
                .unique("username", 21243);
        return kept(shape, Manners.PLAIN.checking(SipLists::check));
    }

    private KeptResource ipLists() {
        Shape shape = Shape.of(
                        "IpAccessControlList",
                        "IpAccessControlLists",
                        ADDRESSES,
                        SidType.IP_LIST,
                        AssetKinds.IP_LISTS,
                        List.of(Slot.name().needed(21235)))
                .unique("friendly_name", 21235);
        return kept(
                shape,
                Manners.PLAIN
                        .showing((element, list) -> element.with(
                                "subresource_uris", Map.of("ip_addresses", uri(ADDRESSES, list) + "/IpAddresses.json")))
                        .parting(list -> used(list, 21236)));
    }

    private KeptResource ipAddresses() {
        Shape shape = Shape.of(
                        "IpAddress",
                        "IpAddresses",
                        ADDRESSES + "/{IpAccessControlListSid}/IpAddresses",
                        SidType.IP_ADDRESS,
                        AssetKinds.IP_ADDRESSES,
                        List.of(
                                Slot.name().needed(21238),
                                Slot.text("IpAddress").needed(21238),
                                Slot.number("CidrPrefixLength", 0, 128, 32, 21238)))
                .within("IpAccessControlListSid", "ip_access_control_list_sid", SidType.IP_LIST, AssetKinds.IP_LISTS)
                .unique("ip_address", 21238);
        return kept(shape, Manners.PLAIN.checking((fields, account, values) -> {
            if (!IpLiteral.isValid(values.getOrDefault("ip_address", ""))) {
                fields.refuse(21238, "IpAddress is written as 192.0.2.7 or 2001:db8::7");
            }
        }));
    }

    private KeptResource kept(Shape shape, Manners manners) {
        return new KeptResource(shape, desks.store(), desks.assets(), manners);
    }

    /// Only the hashes of the password are kept ([SipUser]).
    private static void check(Fields fields, Sid account, Map<String, String> values) {
        String username = values.getOrDefault("username", "");
        String password = values.remove("password");
        if (username.length() > 32 || !username.matches("[A-Za-z0-9_.!~*'()&=+$,;?/-]+")) {
            fields.refuse(21243, "Username is 1 to 32 characters that a SIP URI can hold");
        }
        if (password == null) {
            return; // It stays what it was.
        }
        if (password.length() < SHORTEST_PASSWORD
                || !password.matches(".*[a-z].*")
                || !password.matches(".*[A-Z].*")
                || !password.matches(".*[0-9].*")) {
            fields.refuse(
                    21243,
                    "Password has at least " + SHORTEST_PASSWORD
                            + " characters, among them a small letter, a capital and a digit");
            return;
        }
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            values.put(SipUser.field(algorithm), algorithm.secret(username, SipUser.realm(account), password));
        }
    }

    private Answer.@Nullable Wrong used(Asset list, int code) {
        boolean isUsed = Stream.of(AssetKinds.SIP_DOMAINS, AssetKinds.TRUNKS)
                .flatMap(kind -> desks.store().list(kind, Query.of(list.account())).stream())
                .anyMatch(user -> user.values().keySet().stream().anyMatch(key -> key.endsWith("/" + list.sid())));
        return isUsed
                ? new Answer.Wrong(400, code, "A SIP domain or a trunk uses the list; take it out there first")
                : null;
    }

    private static String uri(String path, Asset list) {
        return "/2010-04-01/Accounts/" + list.account() + path + "/" + list.sid();
    }
}
