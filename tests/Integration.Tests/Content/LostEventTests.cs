using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using static Syndication.Tests.Integration.Content.Feeds;

namespace Syndication.Tests.Integration.Content;

/// <summary>File events that do not come, each lost as it happens in life.</summary>
public sealed class LostEventTests
{
    [Fact]
    public async Task A_change_without_an_event_is_found_by_the_rescan()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses ln.");
        await using var service = await WholeService.StartedAsync(
            configuration => configuration["Content"] = new { Folder = "content", Watch = new { QuietPeriod = "100ms", RescanInterval = "1s" } },
            folder => folder.Save("../outside.md", "Alpha"));
        // A write through another name of the same file is no event of the content folder.
        await RunAsync(service.PathOf(""), "ln", "outside.md", "content/a.md");
        await service.HoldAsync("Alpha");
        service.Save("../outside.md", "Alpha Two");

        await service.HoldAsync("Alpha Two");
    }

    [Fact]
    public async Task More_events_than_the_system_keeps_lose_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Stops and continues a process.");
        await using var service = Prepared(service =>
        {
            service.Save("a.md", "Alpha");
            service.Save("b.md", "Beta");
        });
        await using var program = Start(service);
        await ShowsAsync(service, program, "Beta");
        await program.SignalAsync("STOP");
        // Equal events in a row are one, so two files take turns.
        var kept = int.Parse(await File.ReadAllTextAsync("/proc/sys/fs/inotify/max_queued_events", TestContext.Current.CancellationToken));
        await using (var first = File.Open(service.PathOf("content/a.md"), FileMode.Append))
        await using (var second = File.Open(service.PathOf("content/b.md"), FileMode.Append))
        {
            for (var number = 0; number < (kept / 2) + 1000; number++)
            {
                first.WriteByte((byte)'.');
                await first.FlushAsync(TestContext.Current.CancellationToken);
                second.WriteByte((byte)'.');
                await second.FlushAsync(TestContext.Current.CancellationToken);
            }
        }

        service.Save("new/c.md", "Gamma");
        await program.SignalAsync("CONT");
        await ShowsAsync(service, program, "Gamma");
        service.Save("new/d.md", "Delta");
        await ShowsAsync(service, program, "Delta");

        // What a process prints may come after what it does.
        await Eventually.BeTrueAsync(() => program.Output.Contains("[1001]", StringComparison.Ordinal), () => "The overflow was not told: " + program.Everything);
    }

    [Theory]
    [InlineData("max_inotify_watches", 3)]
    [InlineData("max_inotify_instances", 0)]
    public async Task Past_the_systems_limit_of_watches_the_folder_is_compared_instead(string limit, int value)
    {
        await using var service = Prepared(service =>
        {
            for (var number = 0; number < 9; number++) service.Save($"folder-{number}/a.md", $"Post {number}");
        });
        var probe = await RunningProgram.RunAsync("/bin/sh", ["-c", $"unshare -U -r sh -c 'echo {value} > /proc/sys/user/{limit}'"]);
        Assert.SkipUnless(probe.Code == 0, "This system lets nobody make a user namespace, where a limit can be lowered: " + probe.Errors);
        await using var program = RunningProgram.Start(
            "unshare", ["-U", "-r", "sh", "-c", $"echo {value} > /proc/sys/user/{limit}; exec dotnet '{Places.Program}' run --config '{service.ConfigurationFile}'"]);
        await ShowsAsync(service, program, "Post 8");
        service.Save("folder-8/a.md", "Edited");
        await ShowsAsync(service, program, "Edited");
        service.Save("folder-9/a.md", "Another");
        await ShowsAsync(service, program, "Another");

        Assert.Contains("fs.inotify.max_user_watches", Assert.Single(program.Output.Split('\n'), line => line.Contains("fs.inotify", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static WholeService Prepared(Action<WholeService> fill)
    {
        var service = WholeService.Prepare(configuration => configuration["Content"] = new { Folder = "content", Watch = new { QuietPeriod = "100ms" } });
        fill(service);
        return service;
    }

    private static RunningProgram Start(WholeService service) => RunningProgram.Start("dotnet", [Places.Program, "run", "--config", service.ConfigurationFile]);

    private static Task ShowsAsync(WholeService service, RunningProgram program, string text)
    {
        var feed = service.PathOf("data/feeds/all.rss");
        return Eventually.BeTrueAsync(() => File.Exists(feed) && File.ReadAllText(feed).Contains(text, StringComparison.Ordinal), () => $"'{text}' never came: {program.Everything}");
    }
}
