namespace Syndication.Worker.Hosting.Settings;

/// <summary>The configuration cannot be used; all of its faults at once.</summary>
public sealed class SettingsException(string source, IReadOnlyList<SettingsFault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(fault => $"{fault.Key} {fault.Message}")))
{
    /// <summary>The file that was read, or the places that were looked in.</summary>
    public string Origin { get; } = source;

    /// <summary>The faults, in the order in which they were found.</summary>
    public IReadOnlyList<SettingsFault> Faults { get; } = faults;
}
