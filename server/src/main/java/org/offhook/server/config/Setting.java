package org.offhook.server.config;

/// What can be said on the command line and in the environment as well as in the file: the flags of `offhook
/// serve`.
public enum Setting {
    DATA("data", "--data", "OFFHOOK_DATA", "DIR", "Database, recordings, cache, keys. Default ./data."),
    HTTP("http", "--http", "OFFHOOK_HTTP", "HOST:PORT", "REST API and console. Default 127.0.0.1:8080."),
    HTTPS("https", "--https", "OFFHOOK_HTTPS", "HOST:PORT", "The same by TLS. Default: not at all."),
    SIP("sip", "--sip", "OFFHOOK_SIP", "HOST:PORT", "SIP over UDP and TCP. Default 127.0.0.1:5060."),
    MEDIA("media", "--media", "OFFHOOK_MEDIA", "HOST:LOW-HIGH", "RTP. Default the host of --sip, 10000-20000."),
    ACCOUNT(
            "account.sid",
            "--account",
            "OFFHOOK_ACCOUNT_SID",
            "SID",
            "The first account; made at the first start and printed once."),
    TOKEN("account.token", "--token", "OFFHOOK_AUTH_TOKEN", "TOKEN", "Its auth token."),
    NUMBERS(
            "numbers",
            "--number",
            "OFFHOOK_NUMBERS",
            "+E164[=URL]",
            "A number of the first account and its voice URL; repeatable."),
    CARRIER(
            "carrier.uri",
            "--carrier",
            "OFFHOOK_CARRIER",
            "SIP-URI",
            "The trunk for numbers that are not on the platform."),
    DATABASE("database", "--database", "OFFHOOK_DATABASE", "URL", "PostgreSQL: comes later."),
    CLUSTER("cluster", "--cluster", "OFFHOOK_CLUSTER", "URL", "The cluster's engine: comes later."),
    ROLES("roles", "--roles", "OFFHOOK_ROLES", "LIST", "What this process runs; so far all."),
    PROFILE(
            "profile",
            "--profile",
            "OFFHOOK_PROFILE",
            "dev|prod",
            "Default dev while every listener is on loopback, else prod."),
    ALLOW(
            "allow",
            "--allow",
            "OFFHOOK_ALLOW",
            "HOST[:PORT]",
            "A private address that webhooks and media may reach in prod; repeatable."),
    SEED("seed", "--seed", "OFFHOOK_SEED", "N", "Ids and randomness repeat; for tests.");

    /// The variable that names the file itself; `--config` beats it.
    public static final String FILE = "OFFHOOK_CONFIG";

    private final String path;
    private final String flag;
    private final String variable;
    private final String shape;
    private final String meaning;

    Setting(String path, String flag, String variable, String shape, String meaning) {
        this.path = path;
        this.flag = flag;
        this.variable = variable;
        this.shape = shape;
        this.meaning = meaning;
    }

    /// Its key in the file.
    public String path() {
        return path;
    }

    public String flag() {
        return flag;
    }

    public String variable() {
        return variable;
    }

    /// What its value looks like, for the help.
    public String shape() {
        return shape;
    }

    /// One line for the help.
    public String meaning() {
        return meaning;
    }

    /// Whether the flag may be repeated and the variable is a list.
    public boolean isList() {
        return this == NUMBERS || this == ALLOW;
    }
}
