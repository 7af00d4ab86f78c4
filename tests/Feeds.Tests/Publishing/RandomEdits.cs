using System.Globalization;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>Editors at work on one folder of posts: they add, mend, rename, retag, break, double, hide, swap and remove.</summary>
internal sealed class RandomEdits(string folder, int seed, bool breaks)
{
    private static readonly string[] Tags = ["heart", "Heart", "lung", "kidney", "c#"];
    private static readonly string[] Types = ["disease", "treatment", ""];

    private ulong random = (ulong)seed;
    private int made;

    /// <summary>Makes one change and says which.</summary>
    public string Next()
    {
        var files = Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal).ToList();
        var choice = files.Count < 3 ? 0 : Draw(11);
        var file = files.Count == 0 ? "" : files[Draw(files.Count)];
        var other = files.Count == 0 ? "" : files[Draw(files.Count)];
        var name = Path.GetFileName(file);
        switch (choice)
        {
            case 0 or 1: return Add();
            case 2: File.AppendAllText(file, "\nOne more sentence.\n"); return "mend " + name;
            case 3: File.Move(file, Named("moved")); return "rename " + name;
            case 4: Replace(file, "tags: ", $"tags: [{Tags[Draw(Tags.Length)]}, {Tags[Draw(Tags.Length)]}]"); return "retag " + name;
            case 5 when !breaks: return Add();
            case 5: File.WriteAllText(file, "---\ntitle: [\n---\n"); return "break " + name;
            case 6: File.Copy(file, Named("copy")); return "double " + name;
            case 7: Replace(file, "draft: ", "draft: " + (Draw(2) == 0 ? "true" : "false")); return "hide or show " + name;
            case 8: Replace(file, "type: ", "type: " + Types[Draw(Types.Length)]); return "retype " + name;
            case 9: return Swap(file, other);
            default: File.Delete(file); return "remove " + name;
        }
    }

    /// <summary>A number below a bound (SplitMix64).</summary>
    private int Draw(int bound)
    {
        random += 0x9E3779B97F4A7C15;
        var mixed = (random ^ (random >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }

    private string Add()
    {
        var file = Named("post");
        var date = new DateTime(2026, 1, 1 + Draw(28), 10, 0, 0).AddTicks(Draw(10_000_000)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        File.WriteAllText(file, $"---\ntitle: {Path.GetFileNameWithoutExtension(file)}\ndate: {date}\ntype: {Types[Draw(Types.Length)]}\ntags: [{Tags[Draw(Tags.Length)]}]\ndraft: false\n---\nText of {made}.\n");
        return "add " + Path.GetFileName(file);
    }

    private string Swap(string file, string other)
    {
        var (text, second) = (File.ReadAllText(file), File.ReadAllText(other));
        File.WriteAllText(file, second);
        File.WriteAllText(other, text);
        return $"swap {Path.GetFileName(file)} and {Path.GetFileName(other)}";
    }

    private string Named(string what) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{what}-{++made}.md"));

    private static void Replace(string file, string start, string line) =>
        File.WriteAllLines(file, File.ReadAllLines(file).Select(text => text.StartsWith(start, StringComparison.Ordinal) ? line : text));
}
