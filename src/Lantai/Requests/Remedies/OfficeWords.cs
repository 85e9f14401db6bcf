namespace Lantai.Requests.Remedies;

/// <summary>Words in files and names for people.</summary>
public static class OfficeKinds
{
    extension(OfficeKind kind)
    {
        public string Word => kind switch
        {
            OfficeKind.CountyDepartment => "county_department",
            OfficeKind.Township => "township",
            OfficeKind.CountyOutpost => "county_outpost",
            OfficeKind.CountyGovernment => "county_government",
            OfficeKind.CityDepartment => "city_department",
            OfficeKind.CityGovernment => "city_government",
            OfficeKind.ProvinceDepartment => "province_department",
            OfficeKind.ProvinceGovernment => "province_government",
            OfficeKind.Ministry => "ministry",
            OfficeKind.Vertical => "vertical",
            OfficeKind.Justice => "justice",
            OfficeKind.DepartmentOutpost => "department_outpost",
            OfficeKind.CityDepartmentOutpost => "city_department_outpost",
        };

        public string Title => kind switch
        {
            OfficeKind.CountyDepartment => "县级政府部门",
            OfficeKind.Township => "乡镇政府",
            OfficeKind.CountyOutpost => "县级政府派出机关",
            OfficeKind.CountyGovernment => "县级政府",
            OfficeKind.CityDepartment => "市级政府部门",
            OfficeKind.CityGovernment => "市政府",
            OfficeKind.ProvinceDepartment => "省级政府部门",
            OfficeKind.ProvinceGovernment => "省级政府",
            OfficeKind.Ministry => "国务院部门",
            OfficeKind.Vertical => "垂直领导的机关（海关、金融、外汇管理、税务、国家安全）",
            OfficeKind.Justice => "司法行政部门",
            OfficeKind.DepartmentOutpost => "部门派出机构",
            OfficeKind.CityDepartmentOutpost => "直辖市、设区的市部门的派出机构",
        };
    }
}

/// <inheritdoc cref="OfficeKinds"/>
public static class ReviewBodies
{
    extension(ReviewBody body)
    {
        public string Word => body switch
        {
            ReviewBody.Government => "government",
            ReviewBody.UpperGovernment => "upper_government",
            ReviewBody.UpperDepartment => "upper_department",
            ReviewBody.LocalGovernment => "local_government",
            ReviewBody.Itself => "itself",
        };

        public string Title => body switch
        {
            ReviewBody.Government => "本级人民政府",
            ReviewBody.UpperGovernment => "上一级人民政府",
            ReviewBody.UpperDepartment => "上一级主管部门",
            ReviewBody.LocalGovernment => "所在地的区（县）人民政府",
            ReviewBody.Itself => "本机关",
        };
    }
}

/// <inheritdoc cref="OfficeKinds"/>
public static class CourtLevels
{
    extension(CourtLevel court)
    {
        public string Word => court switch
        {
            CourtLevel.Basic => "basic",
            CourtLevel.Intermediate => "intermediate",
        };

        public string Title => court switch
        {
            CourtLevel.Basic => "有管辖权的基层人民法院",
            CourtLevel.Intermediate => "有管辖权的中级人民法院",
        };
    }
}
