using Lantai.AnnualReports;
using Xunit;

namespace Lantai.Tests.AnnualReports;

public sealed class PublisherLevelTests
{
    [Theory]
    [InlineData("兰考县", PublisherLevel.County)]
    [InlineData("祥符区人民政府", PublisherLevel.County)]
    [InlineData("偃师区人民政府办公室", PublisherLevel.County)]
    [InlineData("开封市", PublisherLevel.City)]
    [InlineData("开封市人民政府办公室", PublisherLevel.City)]
    [InlineData("某省人民政府", PublisherLevel.Province)]
    [InlineData("某自治区", PublisherLevel.Province)]
    [InlineData("兰考县民政局", PublisherLevel.Unit)]
    [InlineData("城关镇人民政府", PublisherLevel.Unit)]
    [InlineData("", PublisherLevel.Province)]
    public void A_name_tells_who_publishes(string name, PublisherLevel level) => Assert.Equal(level, PublisherLevels.Of(name));
}
