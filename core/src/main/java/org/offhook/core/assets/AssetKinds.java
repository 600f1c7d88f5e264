package org.offhook.core.assets;

import java.util.ArrayList;
import java.util.List;
import org.offhook.core.store.Kind;

/// The kinds of [Asset], and by what each can be found.
public final class AssetKinds {

    public static final Kind<Asset> ADDRESSES =
            kind("addresses", "customer_name", "friendly_name", "iso_country", "emergency_enabled");
    public static final Kind<Asset> APPLICATIONS = kind("applications", "friendly_name");
    public static final Kind<Asset> BYOC_TRUNKS = kind("byoc_trunks");
    public static final Kind<Asset> CALLER_IDS = kind("caller_ids", "phone_number", "friendly_name");
    public static final Kind<Asset> CONNECTION_POLICIES = kind("connection_policies");
    public static final Kind<Asset> CREDENTIAL_LISTS = kind("credential_lists", "friendly_name");
    public static final Kind<Asset> CREDENTIALS = kind("credentials", "username");
    public static final Kind<Asset> FEEDBACK = kind("feedback");
    public static final Kind<Asset> IP_ADDRESSES = kind("ip_addresses", "ip_address");
    public static final Kind<Asset> IP_LISTS = kind("ip_lists", "friendly_name");
    public static final Kind<Asset> KEYS = kind("keys");
    /// Answers to requests that may be sent again; whose Sids nobody knows.
    public static final Kind<Asset> REPEATS =
            new Kind<>("repeats", Asset.class, List.of(Kind.field("key", asset -> asset.value("key"))), true);
    /// Of a call, to what its far end says.
    public static final Kind<Asset> MESSAGE_SUBSCRIPTIONS = kind("message_subscriptions");

    public static final Kind<Asset> MESSAGING_SERVICES = kind("messaging_services", "friendly_name");
    /// Numbers and short codes of messaging services; whose own Sids nobody knows.
    public static final Kind<Asset> SENDERS = new Kind<>(
            "senders",
            Asset.class,
            List.of(
                    Kind.field("parent", sender -> String.valueOf(sender.parent())),
                    Kind.field("sender", sender -> sender.value("sender"))),
            true);
    public static final Kind<Asset> SHORT_CODES = kind("short_codes", "friendly_name", "short_code");
    public static final Kind<Asset> SIP_DOMAINS = kind("sip_domains", "domain_name");
    public static final Kind<Asset> TRUNKS = kind("trunks", "domain_name", "friendly_name");
    public static final Kind<Asset> POLICY_TARGETS = kind("policy_targets");
    public static final Kind<Asset> ORIGINATION_URLS = kind("origination_urls");
    public static final Kind<Asset> USAGE_TRIGGERS =
            kind("usage_triggers", "recurring", "trigger_by", "usage_category");

    /// Numbers that are being asked for their code.
    public static final Kind<Asset> VALIDATIONS = new Kind<>("validations", Asset.class, List.of(), true);

    public static final List<Kind<Asset>> ALL = List.of(
            ADDRESSES,
            APPLICATIONS,
            BYOC_TRUNKS,
            CALLER_IDS,
            CONNECTION_POLICIES,
            CREDENTIAL_LISTS,
            CREDENTIALS,
            FEEDBACK,
            IP_ADDRESSES,
            IP_LISTS,
            KEYS,
            MESSAGE_SUBSCRIPTIONS,
            MESSAGING_SERVICES,
            REPEATS,
            SENDERS,
            SHORT_CODES,
            SIP_DOMAINS,
            TRUNKS,
            POLICY_TARGETS,
            ORIGINATION_URLS,
            USAGE_TRIGGERS,
            VALIDATIONS);

    private AssetKinds() {}

    private static Kind<Asset> kind(String name, String... fields) {
        List<Kind.Field<Asset>> found = new ArrayList<>();
        found.add(Kind.field(
                "parent",
                asset -> asset.parent() == null ? null : asset.parent().value()));
        for (String field : fields) {
            found.add(Kind.field(field, asset -> asset.value(field)));
        }
        return new Kind<>(name, Asset.class, found);
    }
}
