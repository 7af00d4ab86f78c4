namespace Syndication.Worker.Hosting.Settings;

/// <summary>Something wrong with the configuration.</summary>
/// <param name="Key">The key, with <c>:</c> between its parts.</param>
/// <param name="Message">What is wrong and the way out.</param>
public sealed record SettingsFault(string Key, string Message);
