package org.offhook.server.config;

/// The configuration is wrong. The message is one line for the operator: what is wrong, where, what to do.
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String line) {
        super(line);
    }

    public ConfigurationException(String line, Throwable cause) {
        super(line, cause);
    }
}
