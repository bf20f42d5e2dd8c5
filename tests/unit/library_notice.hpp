#pragma once

#include <string_view>

namespace fuyuan::testing {

/// Lines of plain Chinese, some of which end without a full stop.
inline constexpr std::string_view kLibraryNotice =
    "市图书馆昨天发布通知，从下周一起延长开放时间。\n"
    "周一到周五的开放时间为早上八点到晚上十点，周末提前半个小时关门\n"
    "读者可以在一楼大厅办理借书证，需要带上身份证\n"
    "儿童阅览室位于二楼，请家长陪同孩子一起进入。\n"
    "自习室的座位要提前一天预约，每人每天只能预约一个座位\n"
    "如果预约之后没有来，一个月内不能再次预约。\n"
    "馆内禁止吸烟，也不要大声说话\n"
    "手机请调成静音，接电话请到走廊里去\n"
    "借出的图书应当在三十天之内归还，可以续借一次。\n"
    "图书如有损坏或者丢失，需要按照原价赔偿\n"
    "地下停车场对读者免费开放两个小时\n"
    "电子资源可以在家里通过网站使用，账号就是借书证的号码。\n"
    "有问题请拨打服务电话，或者在网站上留言\n"
    "感谢大家长期以来的支持，欢迎来馆阅读\n";

}  // namespace fuyuan::testing
