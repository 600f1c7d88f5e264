package org.offhook.core.ids;

/// The two letters that open a [Sid] (contract §1).
public enum SidType {
    ACCOUNT("AC"),
    ADDRESS("AD"),
    AUDIT_EVENT("AE"),
    APPLICATION("AP"),
    BYOC_TRUNK("BY"),
    CALL("CA"),
    CONFERENCE("CF"),
    CONNECTION_POLICY("NY"),
    POLICY_TARGET("NE"),
    PARTICIPANT("CP"),
    EVENT("EV"),
    GATHERING("GA"),
    LIVE_TRANSCRIPTION("GT"),
    KEY("SK"),
    IP_ADDRESS("IP"),
    IP_LIST("AL"),
    MEDIA("ME"),
    MESSAGE("SM"),
    MESSAGING_SERVICE("MG"),
    SENDER("MP"),
    MMS("MM"),
    NOTIFICATION("NO"),
    PHONE_NUMBER("PN"),
    QUEUE("QU"),
    QUEUE_MEMBER("QM"),
    RECORDING("RE"),
    TRANSCRIPTION("TR"),
    CREDENTIAL("CR"),
    CREDENTIAL_LIST("CL"),
    SHORT_CODE("SC"),
    SIP_DOMAIN("SD"),
    TRUNK("TK"),
    ORIGINATION_URL("OU"),
    REQUEST("RQ"),
    DELIVERY("DL"),
    BAN("BN"),
    BINDING("BI"),
    EMAIL("EM"),
    PRESENCE("PE"),
    USAGE_TRIGGER("UT"),
    USER_MESSAGE("KX"),
    MESSAGE_SUBSCRIPTION("ZY"),
    USAGE_SUM("UU"),
    SIPREC("SR"),
    STREAM("MZ"),
    VISIT("VI");

    private final String prefix;

    SidType(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }
}
