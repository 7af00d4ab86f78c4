namespace Syndication.Worker.Http.Preferences;

/// <summary>What the preference page says about what was just asked of it.</summary>
/// <param name="Key">Of the words.</param>
/// <param name="Newsletter">The newsletter it is about; empty for all.</param>
/// <param name="MayUndo">Whether it can be taken back.</param>
/// <param name="IsFault">Whether it was not done.</param>
internal sealed record PreferencesNote(string Key, string Newsletter = "", bool MayUndo = false, bool IsFault = false);
