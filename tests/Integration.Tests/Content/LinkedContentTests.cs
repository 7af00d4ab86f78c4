using Syndication.Tests.Support.Http;
using static Syndication.Tests.Integration.Content.Feeds;

namespace Syndication.Tests.Integration.Content;

/// <summary>What lies behind symbolic links sends no events, and is followed all the same.</summary>
public sealed class LinkedContentTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Symbolic links need rights elsewhere.");
        service = await WholeService.StartedAsync(fill: folder =>
        {
            folder.Save("a.md", "Alpha");
            folder.Save("../outside/b.md", "Beta");
            folder.Save("../single.md", "Gamma");
            Directory.CreateSymbolicLink(folder.PathOf("content/out"), folder.PathOf("outside"));
            Directory.CreateSymbolicLink(folder.PathOf("outside/loop"), folder.PathOf("content"));
            File.CreateSymbolicLink(folder.PathOf("content/c.md"), folder.PathOf("single.md"));
        });
    }

    public ValueTask DisposeAsync() => service?.DisposeAsync() ?? default;

    [Fact]
    public async Task A_file_in_a_linked_folder_is_followed()
    {
        service.Save("../outside/b.md", "Beta Two");
        await service.HoldAsync("Beta Two");
        service.Save("../outside/new/d.md", "Delta");
        await service.HoldAsync("Delta");
        File.Delete(service.PathOf("outside/new/d.md"));

        Assert.Equal(3, Guids(await service.LoseAsync("Delta")).Count);
    }

    [Fact]
    public async Task A_linked_file_is_followed()
    {
        service.Save("../single.md", "Gamma Two");

        await service.HoldAsync("Gamma Two");
    }

    [Fact]
    public async Task A_link_that_is_made_later_is_followed()
    {
        service.Save("../later/e.md", "Epsilon");
        Directory.CreateSymbolicLink(service.PathOf("content/later"), service.PathOf("later"));
        await service.HoldAsync("Epsilon");
        service.Save("../later/e.md", "Epsilon Two");

        await service.HoldAsync("Epsilon Two");
    }

    [Fact]
    public async Task A_link_that_leads_elsewhere_is_followed_there()
    {
        service.Save("../elsewhere/f.md", "Zeta");
        await RunAsync(service.PathOf("content"), "ln", "-sfn", "../elsewhere", "out");
        var feed = await service.HoldAsync("Zeta");

        Assert.DoesNotContain("Beta", feed, StringComparison.Ordinal);
    }
}
