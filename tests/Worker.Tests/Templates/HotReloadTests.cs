using System.Net;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Worker.Templates;

/// <summary>Templates of one's own under a running service: what is changed shows, and a slip does not.</summary>
public sealed class HotReloadTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private DateTime stamp = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public HotReloadTests()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "templates");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories)) File.Copy(file, folder.File(Path.GetRelativePath(shipped, file)));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_changed_page_style_or_text_shows_and_a_broken_one_keeps_the_last_good_one()
    {
        await using var service = await RunningService.StartAsync(configure: configuration => configuration["Templates"] = new { Folder = folder.Path });
        Assert.Contains("Your e-mail address", await PageAsync(service), StringComparison.Ordinal);

        Change("pages/subscribe.html.hbs", text => text.Replace("<form ", "<p>Welcome to our house</p><form ", StringComparison.Ordinal));
        Assert.Contains("Welcome to our house", await PageAsync(service), StringComparison.Ordinal);

        Change("pages/subscribe.html.hbs", _ => "<h1>{{#if</h1>");
        Assert.Contains("Welcome to our house", await PageAsync(service), StringComparison.Ordinal);
        Change("pages/subscribe.html.hbs", _ => "<h1>{{model.noSuchThing}}</h1>");
        Assert.Contains("Welcome to our house", await PageAsync(service), StringComparison.Ordinal);
        Assert.Contains("Welcome to our house", await PageAsync(service), StringComparison.Ordinal);
        Assert.Equal(2, service.Log.Lines.Count(line => line.Contains("cannot be used", StringComparison.Ordinal)));

        Change("strings/en.json", text => text.Replace("Your e-mail address", "Where to write to", StringComparison.Ordinal));
        Assert.Contains("Where to write to", await PageAsync(service), StringComparison.Ordinal);
        Change("strings/en.json", _ => "{ \"page.emailLabel\": ");
        Assert.Contains("Where to write to", await PageAsync(service), StringComparison.Ordinal);

        Change("pages/site.css", _ => "body { color: teal }");
        Assert.Equal("body { color: teal }", await service.Client.GetStringAsync("assets/site.css"));
        File.Delete(folder.File("pages/site.css"));
        Assert.Equal("body { color: teal }", await service.Client.GetStringAsync("assets/site.css"));
        Change("pages/subscribe.html.hbs", _ => "<h1>Mended</h1>");
        Assert.Contains("Mended", await PageAsync(service), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(RunningService service)
    {
        using var answer = await service.Client.GetAsync("subscribe");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, service.Log.Lines.LastOrDefault(line => line.StartsWith("Error", StringComparison.Ordinal)));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Writes a file with a time of its own: two writes within the file system's tick have one.</summary>
    private void Change(string name, Func<string, string> change)
    {
        var file = folder.File(name);
        File.WriteAllText(file, change(File.ReadAllText(file)));
        File.SetLastWriteTimeUtc(file, stamp += TimeSpan.FromMinutes(1));
    }
}
