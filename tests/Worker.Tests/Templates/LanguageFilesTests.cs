using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Worker.Templates;

namespace Syndication.Tests.Worker.Templates;

public sealed partial class LanguageFilesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "templates", "strings");

    public static TheoryData<string> Languages => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Language_has_every_text_of_English_in_each_of_its_plural_forms(string language)
    {
        var keys = Read("en").Keys.Select(key => Form().Replace(key, "")).Distinct(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var counted = Read("en").Keys.Where(key => Form().IsMatch(key)).Select(key => Form().Replace(key, "")).ToHashSet(StringComparer.Ordinal);
        var expected = keys.SelectMany(key => counted.Contains(key) ? PluralCategory.All(language).Select(form => $"{key}.{form}") : [key]);

        Assert.Equal(expected.Order(StringComparer.Ordinal), Read(language).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_names_a_value_that_English_does_not_have(string language)
    {
        var english = Read("en");
        foreach (var (key, text) in Read(language))
        {
            var original = english.TryGetValue(key, out var same) ? same : english[Form().Replace(key, ".other")];

            Assert.Empty(Values(text).Except(Values(original), StringComparer.Ordinal));
            Assert.NotEqual("", text);
        }
    }

    [Theory]
    [InlineData("en", "0 other,1 one,2 other,21 other")]
    [InlineData("tr", "0 other,1 one,2 other")]
    [InlineData("ar", "0 zero,1 one,2 two,3 few,10 few,11 many,99 many,100 other,102 other,103 few,111 many")]
    public void Number_takes_the_plural_form_of_its_language(string language, string forms) =>
        Assert.Equal(forms, string.Join(',', forms.Split(',').Select(form => int.Parse(form.Split(' ')[0], null)).Select(number => $"{number} {PluralCategory.Of(language, number)}")));

    private static Dictionary<string, string> Read(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Folder, language + ".json")))!;

    private static IEnumerable<string> Values(string text) => Value().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\.(zero|one|two|few|many|other)$")]
    private static partial Regex Form();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Value();
}
