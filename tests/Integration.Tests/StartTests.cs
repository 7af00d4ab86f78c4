using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Integration;

public sealed class StartTests
{
    [Fact]
    public async Task A_schedule_that_readers_have_cannot_just_go()
    {
        await using var service = await SubscribedAsync();
        await service.StopAsync();
        Rewrite(service, "daily", "nightly");

        var thrown = await Assert.ThrowsAsync<SettingsException>(service.StartAsync);

        Assert.Contains("'daily' of 'treatments', which 1 subscriptions are for", Assert.Single(thrown.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_schedule_moves_its_readers()
    {
        await using var service = await SubscribedAsync();
        await service.StopAsync();
        Rewrite(service, "\"Schedules\":{", "\"Schedules\":{\"daily\":{\"ReplacedBy\":\"weekly\"},", "\"daily\":{\"Cron\"", "\"unused\":{\"Cron\"");
        await service.StartAsync();

        var (_, schedule, count) = Assert.Single(await service.Services.GetRequiredService<ScheduleStore>().ListAsync(Token));
        Assert.Equal(("weekly", 1), (schedule, count));
    }

    [Fact]
    public async Task A_missing_template_stops_the_start()
    {
        using var templates = new Support.TemporaryFolder();
        await using var service = WholeService.Prepare(configuration => configuration["Templates"] = new { Folder = templates.Path });

        var thrown = await Assert.ThrowsAsync<SettingsException>(service.StartAsync);

        Assert.Contains(thrown.Faults, fault => fault.Key == "Templates:Folder" && fault.Message.Contains("digest.html.hbs", StringComparison.Ordinal));
        Assert.Contains(thrown.Faults, fault => fault.Message.Contains("layout.html.hbs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_template_that_does_not_compile_stops_the_start()
    {
        using var templates = new Support.TemporaryFolder();
        CopyTemplates(templates.Path);
        File.WriteAllText(Path.Combine(templates.Path, "pages", "feeds.html.hbs"), "{{#each model.groups}}");
        await using var service = WholeService.Prepare(configuration => configuration["Templates"] = new { Folder = templates.Path });

        var thrown = await Assert.ThrowsAsync<SettingsException>(service.StartAsync);

        Assert.Contains("feeds.html.hbs", Assert.Single(thrown.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_written_to_stops_the_start()
    {
        await using var service = WholeService.Prepare(configuration => configuration["Feeds"] = new { OutputFolder = "taken/feeds" });
        File.WriteAllText(service.PathOf("taken"), "a file where a folder must be");

        var thrown = await Assert.ThrowsAsync<SettingsException>(service.StartAsync);

        Assert.Equal("Feeds:OutputFolder", Assert.Single(thrown.Faults).Key);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<WholeService> SubscribedAsync()
    {
        var service = await WholeService.StartedAsync(fill: folder => folder.Save("a.md", "Alpha"));
        var wish = new SubscriptionWish { Newsletter = "treatments", Schedule = "daily", ConsentText = "yes" };
        var (address, _) = AddressRules.Read("ana@example.com");
        await service.Services.GetRequiredService<SignUpWorkflow>().AddConfirmedAsync(new SignUpRequest(address!, null, wish), Token);
        return service;
    }

    private static void Rewrite(WholeService service, params string[] replacements)
    {
        var text = File.ReadAllText(service.ConfigurationFile);
        for (var i = 0; i < replacements.Length; i += 2) text = text.Replace(replacements[i], replacements[i + 1], StringComparison.Ordinal);
        File.WriteAllText(service.ConfigurationFile, text);
    }

    private static void CopyTemplates(string target)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "templates");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
