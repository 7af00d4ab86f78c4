using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Http.Pages;

/// <summary>The choices that forms offer, as templates name them.</summary>
internal static class ChoiceModels
{
    /// <summary>A newsletter's schedules: <c>name</c>, <c>label</c>, <c>chosen</c>.</summary>
    public static object[] Schedules(NewsletterOptions newsletter, string chosen, PageWords words) =>
        [.. newsletter.Schedules.Select(option => new { name = option.Name, label = words.Schedule(option.Name), chosen = option.Name == chosen })];

    /// <summary>Time zones by region: <c>region</c> and <c>zones</c> with <c>name</c>, <c>label</c>, <c>chosen</c>.</summary>
    public static object[] Zones(string? chosen)
    {
        var names = chosen is null || TimeZones.All.Contains(chosen, StringComparer.Ordinal) ? TimeZones.All : [.. TimeZones.All, chosen];
        return [.. names.GroupBy(name => name.Split('/')[0], StringComparer.Ordinal).Select(region => new
        {
            region = region.Key,
            zones = region.Select(name => new { name, label = LabelOf(name), chosen = name == chosen }).ToArray(),
        })];
    }

    /// <summary>Languages: <c>tag</c>, <c>name</c>, <c>chosen</c>.</summary>
    public static object[] Languages(IEnumerable<string> offered, string? chosen) =>
        [.. offered.Select(tag => new { tag, name = PageLanguages.NativeName(tag), chosen = string.Equals(tag, chosen, StringComparison.OrdinalIgnoreCase) })];

    private static string LabelOf(string zone) =>
        zone[(zone.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('_', ' ').Replace("/", " – ", StringComparison.Ordinal);
}
