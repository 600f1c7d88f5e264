package org.offhook.server.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.Hook;
import org.offhook.server.client.ApiClient;
import org.offhook.server.client.ApiException;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configuration.FirstAccount;
import org.offhook.server.config.Configuration.NumberSetting;

/// The numbers whose voice URLs are visited: those of the configuration, and those that a running server has.
final class Numbers {

    private static final String NUMBERS = "numbers";

    private Numbers() {}

    /// @param hook of the voice
    record Numbered(String number, Hook hook) {}

    static List<Numbered> of(Patient patient, Consumer<Finding> told) throws InterruptedException {
        Configuration configuration = patient.configuration();
        List<Numbered> all = new ArrayList<>();
        for (NumberSetting setting : configuration.numbers()) {
            add(all, setting.number(), setting.voice(), setting.voiceMethod());
        }
        FirstAccount account = configuration.account();
        if (patient.server().isPresent() && account != null) {
            try (ApiClient client = new ApiClient(Doctor.local(configuration.http()), account.sid(), account.token())) {
                // One page of 50: more are a matter for monitoring.
                for (JsonNode number : client.get("IncomingPhoneNumbers").path("incoming_phone_numbers")) {
                    add(
                            all,
                            number.path("phone_number").asText(),
                            number.path("voice_url").asText(null),
                            number.path("voice_method").asText(null));
                }
            } catch (ApiException failure) {
                told.accept(
                        Finding.warning(NUMBERS, String.valueOf(failure.getMessage()), "see --account and --token"));
            }
        } else if (patient.server().isPresent()) {
            told.accept(Finding.warning(
                    NUMBERS,
                    "the numbers of the running server are not known",
                    "give --account and --token, as the server printed them"));
        }
        return all;
    }

    private static void add(List<Numbered> all, String number, @Nullable String url, @Nullable String method) {
        Hook hook = Hook.of(url, method);
        if (hook != null && all.stream().noneMatch(known -> known.hook().equals(hook))) {
            all.add(new Numbered(number, hook));
        }
    }
}
