package org.offhook.server.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.offhook.server.config.Setting;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Gives a command a flag for each [Setting], so that flags, variables and keys of the file cannot drift apart.
final class SettingFlags implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec spec) {
        for (Setting setting : Setting.values()) {
            OptionSpec.Builder option = OptionSpec.builder(setting.flag())
                    .paramLabel(setting.shape())
                    .description(setting.meaning() + " (" + setting.variable() + ")");
            spec.addOption((setting.isList()
                            ? option.type(List.class).auxiliaryTypes(String.class)
                            : option.type(String.class))
                    .build());
        }
        return spec;
    }

    /// What was said on the command line.
    static Map<Setting, List<String>> said(CommandSpec spec) {
        Map<Setting, List<String>> said = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Object value = spec.findOption(setting.flag()).getValue();
            if (value instanceof List<?> all && !all.isEmpty()) {
                said.put(setting, all.stream().map(String::valueOf).toList());
            } else if (value instanceof String one) {
                said.put(setting, List.of(one));
            }
        }
        return said;
    }
}
